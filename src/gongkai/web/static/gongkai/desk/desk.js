// Small helps on every page of the desk. Everything works without them.

// A form is sent once: its buttons rest after the click and come back when the page is shown again.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", () => setTimeout(() => rest(form, true), 0));
}
window.addEventListener("pageshow", () => document.querySelectorAll('form[method="post"]').forEach((form) => rest(form, false)));

function rest(form, off) {
  form.querySelectorAll('button[type="submit"]').forEach((button) => { button.disabled = off; });
}

// What the service has saved need not be kept in this tab any more.
const saved = document.querySelector("[data-forget]");
if (saved && new URLSearchParams(location.search).has("saved")) {
  Object.keys(sessionStorage).filter((name) => name === `draft:${saved.dataset.forget}` || name.startsWith("draft:new-")).forEach((name) => sessionStorage.removeItem(name));
  history.replaceState(null, "", location.pathname);
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
document.getElementById("form-errors")?.focus();

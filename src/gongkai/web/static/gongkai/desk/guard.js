// A form is sent once: the buttons rest after the first click, and come back when the page is shown again.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", () => {
    setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }), 0);
  });
}
window.addEventListener("pageshow", () => {
  document.querySelectorAll('form[method="post"] button').forEach((button) => { button.disabled = button.hasAttribute("data-off"); });
});

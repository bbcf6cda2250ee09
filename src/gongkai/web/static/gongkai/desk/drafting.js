// Nothing written is lost: what is not saved yet is kept in this tab until the service has it, and leaving warns.
// Loaded before the editor, so as to hear that it is ready.
(() => {
const titles = {
  "bold": "加粗", "italic": "斜体", "underline": "下划线", "subscript": "下标", "superscript": "上标", "blockquote": "引用",
  "horizontal rule": "分隔线", "insert link": "插入链接", "remove link": "去掉链接", "ordered list": "编号列表", "unordered list": "项目列表",
  "paragraph": "正文", "figure": "图片", "undo": "撤销", "redo": "重做", "Insert table": "插入表格", "Merge cells": "合并单元格", "Split cell": "拆分单元格",
  "Add column": "加一列", "Add row": "加一行", "Delete column": "删除列", "Delete row": "删除行", "Delete table": "删除表格", "Toggle header cell": "表头单元格",
  "heading 2": "一级标题", "heading 3": "二级标题", "heading 4": "三级标题", "Block style": "段落样式",
};
const shown = { "Block style": "段落样式", "Reset all classes": "清除样式", "default": "普通", "Paragraph": "正文", "Heading 2": "一级标题", "Heading 3": "二级标题", "Heading 4": "三级标题" };
const store = { get: (name) => sessionStorage.getItem(name), set: (name, text) => sessionStorage.setItem(name, text), drop: (name) => sessionStorage.removeItem(name) };
const editors = new Map();
document.addEventListener("prose-editor:ready", (event) => {
  editors.set(event.detail.textarea.name, event.detail.editor);
  setTimeout(() => dress(event.target.closest(".prose-editor")), 0);
});

// The names of the editor's buttons that it doesn't ask to have translated.
function dress(box) {
  if (!box) return;
  for (const button of box.querySelectorAll("button")) {
    const name = button.title || button.getAttribute("aria-label") || "";
    if (!titles[name]) continue;
    button.title = titles[name];
    button.setAttribute("aria-label", titles[name]);
  }
  for (const each of box.querySelectorAll(".prose-menubar *")) {
    if (each.children.length || each.classList.contains("material-icons")) continue;
    const told = each.textContent.replace("paragraph: ", "");
    if (shown[told] || told !== each.textContent) each.textContent = shown[told] || told;
  }
  const surface = box.querySelector("[contenteditable]");
  surface?.setAttribute("aria-label", "正文");
  surface?.setAttribute("role", "textbox");
  surface?.setAttribute("aria-multiline", "true");
}

function written(form) {
  const fields = {};
  for (const field of form.elements) {
    if (!field.name || ["hidden", "file", "submit"].includes(field.type)) continue;
    fields[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  return fields;
}

function restore(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (!field || field.disabled) continue;
    if (typeof value === "boolean") field.checked = value; else field.value = value;
    editors.get(name)?.commands.setContent(value, { emitUpdate: true });
  }
}

function offer(form, name, kept) {
  const box = document.createElement("div");
  box.className = "notice warn";
  box.setAttribute("role", "status");
  const said = document.createElement("p");
  said.textContent = "上次写的还有没保存的内容。";
  const row = document.createElement("div");
  row.className = "row";
  const take = document.createElement("button");
  take.type = "button";
  take.textContent = "恢复没保存的内容";
  take.addEventListener("click", () => { restore(form, kept); box.remove(); });
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "plain";
  drop.textContent = "不要了";
  drop.addEventListener("click", () => { store.drop(name); box.remove(); });
  row.append(take, drop);
  box.append(said, row);
  form.prepend(box);
}

document.addEventListener("DOMContentLoaded", () => {
for (const form of document.querySelectorAll("form[data-keep]")) {
  const name = `draft:${form.dataset.keep}`;
  let changed = form.querySelector(".field.wrong") !== null;
  const first = JSON.stringify(written(form));
  const told = store.get(name);
  if (told && told !== first) offer(form, name, JSON.parse(told));
  let waiting = 0;
  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(() => store.set(name, JSON.stringify(written(form))), 400);
  });
  form.addEventListener("submit", () => { clearTimeout(waiting); store.set(name, JSON.stringify(written(form))); changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

// A file dropped on the page goes into the box that takes a body out of it.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const input = form.querySelector('input[type="file"]');
  const area = form.closest("details");
  area.addEventListener("dragover", (event) => { event.preventDefault(); area.dataset.over = ""; });
  area.addEventListener("dragleave", () => { delete area.dataset.over; });
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    delete area.dataset.over;
    area.open = true;
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; input.focus(); }
  });
}
});
})();

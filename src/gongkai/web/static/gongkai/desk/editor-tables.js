// Tables in the editor keep what the page needs for screen readers: their caption, and what a header cell heads.
import { Table as PlainTable, TableHeader as PlainHeader } from "django-prose-editor/editor";

export const Table = PlainTable.extend({
  addAttributes() {
    return { ...this.parent?.(), caption: { default: null, rendered: false, parseHTML: (table) => table.querySelector("caption")?.textContent.trim() || null } };
  },
  parseHTML() {
    return [{ tag: "table" }, { tag: "caption", ignore: true }];
  },
  renderHTML({ node, HTMLAttributes }) {
    const rows = ["tbody", 0];
    return node.attrs.caption ? ["table", HTMLAttributes, ["caption", {}, node.attrs.caption], rows] : ["table", HTMLAttributes, rows];
  },
});

export const TableHeader = PlainHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), scope: { default: null, parseHTML: (cell) => cell.getAttribute("scope"), renderHTML: ({ scope }) => (scope ? { scope } : {}) } };
  },
});

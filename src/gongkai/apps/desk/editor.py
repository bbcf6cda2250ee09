"""The editor of a body: what it can write is what `formats.rich_text` keeps, and nothing else."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django_prose_editor.widgets import ProseEditorWidget

_PLACED = [
    {"className": "align-center", "title": "居中"},
    {"className": "align-right", "title": "右对齐"},
]
EXTENSIONS: dict[str, object] = {
    "Bold": True,
    "Italic": True,
    "Underline": True,
    "Superscript": True,
    "Subscript": True,
    "Heading": {"levels": [2, 3, 4]},
    "HardBreak": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Figure": True,
    "Caption": True,
    "Image": True,
    "NodeClass": {
        "cssClasses": {
            "paragraph": [*_PLACED, {"className": "indent", "title": "缩进"}],
            "heading": _PLACED,
            "tableCell": _PLACED,
            "tableHeader": _PLACED,
        }
    },
}


class Editor(ProseEditorWidget):
    """The widget with our own tables, which keep captions and what header cells head."""

    def get_config(self) -> dict[str, Any]:
        """Return what the editor's script reads."""
        config: dict[str, Any] = super().get_config()
        return {**config, "js_modules": [static("gongkai/desk/editor-tables.js")]}


def editor() -> Editor:
    """Return the widget; without scripts it is a plain box that takes html or plain paragraphs."""
    return Editor(config={"extensions": EXTENSIONS}, preset="configurable", attrs={"rows": 24})

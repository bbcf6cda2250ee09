"""A report → JSON text in the shape of `gongkai-report/1`."""

from __future__ import annotations

import json

from gongkai.core.report.model import Report
from gongkai.core.report.plain import to_plain


def write(report: Report) -> bytes:
    """Return the report as UTF-8 JSON text, with the raw text and place of every cell."""
    text = json.dumps(to_plain(report), ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace") + b"\n"

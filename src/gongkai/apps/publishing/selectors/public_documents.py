"""Government rules and normative documents (规章、行政规范性文件) by validity, agency and year, with their files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.apps.publishing.models import Attachment
from gongkai.apps.publishing.selectors.public import Row, rows_of, visible
from gongkai.apps.publishing.selectors.public_validity import DOCUMENTS, with_validity
from gongkai.core.publication.validity import Validity

__all__ = ["DocumentPage", "DocumentRow", "Download", "document_page", "document_years"]

SIZE = 50
_FORMATS = {"doc": "Word", "docx": "Word", "wps": "Word", "pdf": "PDF"}


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a document in one of the two formats that are asked for."""

    format: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the list, with its downloads."""

    row: Row
    downloads: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A page of documents, the newest first; `pages` is how many there are."""

    documents: tuple[DocumentRow, ...]
    total: int
    pages: int
    number: int


def document_page(
    validities: Iterable[Validity], on: date, *, agency_id: int | None = None, year: int | None = None, number: int = 1
) -> DocumentPage | None:
    """Return a page of the documents that have one of some validities on a day; None where there is no such page."""
    found = visible().filter(with_validity(validities, on), kind__in=DOCUMENTS)
    if agency_id is not None:
        found = found.filter(agency_id=agency_id)
    if year is not None:
        found = found.filter(year=year)
    total = found.count()
    pages = max(-(-total // SIZE), 1)
    if not 1 <= number <= pages:
        return None
    items = list(found.order_by("-sequence")[(number - 1) * SIZE : number * SIZE])
    downloads: dict[int, list[Download]] = {}
    attached = Attachment.objects.filter(text_id__in=[each.text_id for each in items], picture=False)
    for text_id, place, name in attached.order_by("text_id", "number").values_list("text_id", "number", "name"):
        told = _FORMATS.get(name.rpartition(".")[2].lower())
        if told:
            downloads.setdefault(text_id, []).append(Download(told, place, name))
    rows = zip(items, rows_of(items, on), strict=True)
    documents = tuple(DocumentRow(row, tuple(downloads.get(each.text_id, ()))) for each, row in rows)
    return DocumentPage(documents, total, pages, number)


def document_years() -> tuple[int, ...]:
    """Return the years that documents are of, the latest first."""
    found = visible().filter(kind__in=DOCUMENTS).order_by("-year").values_list("year", flat=True)
    return tuple(found.distinct())

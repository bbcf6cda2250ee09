"""The read interface: what is public, for programs; described by OpenAPI at /api/openapi.json."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError

from gongkai.apps import clock
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.selectors import agency as agency_of_key
from gongkai.apps.agencies.selectors import open_agencies
from gongkai.apps.portal.columns import all_columns
from gongkai.apps.portal.page import site
from gongkai.apps.portal.records import record_of
from gongkai.apps.publishing.selectors.public import in_order_of_keys
from gongkai.apps.publishing.selectors.public_item import detail, grave
from gongkai.apps.publishing.selectors.public_query import matching
from gongkai.apps.search.entry import Order
from gongkai.apps.search.selectors import find

LARGEST = 100
DEEPEST = 200
Key = Annotated[str, Path(max_length=40, pattern=r"^[a-z0-9-]+$")]

api = NinjaAPI(
    title="政府信息公开读取接口",
    version="1",
    description="读取已经公开的政府信息：目录、正文、附件、机构和栏目。不需要登录，只能读取。",
    docs_url=None,
    urls_namespace="portal:api",
)


class Problem(Schema):
    """Why a call could not be answered."""

    detail: str


class ItemOut(Schema):
    """A public item as lists show it."""

    key: str
    index_number: str
    title: str
    agency: str
    column: str
    column_name: str
    kind: str
    kind_name: str
    document_number: str
    formed_on: date | None
    published_at: datetime
    corrected_at: datetime | None
    validity: str
    url: str


class ItemsOut(Schema):
    """A portion of items, newest first; `next` is the call for what is older, null at the end."""

    items: list[ItemOut]
    next: str | None


class FoundOut(Schema):
    """A page of what was found; `exact` is false where counting stopped at a bound."""

    total: int
    exact: bool
    items: list[ItemOut]


class FileOut(Schema):
    """A file that goes out with an item."""

    name: str
    media_type: str
    size: int
    url: str


class DetailOut(ItemOut):
    """A public item with its text, as clean html, and its files."""

    description: str
    body: str
    theme: str
    genre: str
    keywords: str
    source: str
    effective_from: date | None
    effective_to: date | None
    validity_reason: str
    files: list[FileOut]


class AgencyOut(Schema):
    """An agency and where its office is."""

    key: str
    name: str
    level: str
    parent: str | None
    office: str
    address: str
    telephone: str
    url: str


class ColumnOut(Schema):
    """A column of the platform."""

    key: str
    label: str
    url: str


class Filters(Schema):
    """What narrows a list; `before` is the sequence that `next` gives."""

    agency: str = ""
    column: str = ""
    kind: str = ""
    year: int | None = None
    before: int | None = None
    size: int = 20


class Question(Schema):
    """What is searched for, and what narrows it."""

    q: str
    agency: str = ""
    column: str = ""
    year: int | None = None
    kind: str = ""
    order: Order = Order.RANKED
    page: int = 1


@api.get("/items", response={200: ItemsOut, 404: Problem}, summary="公开信息目录")
def items(request: HttpRequest, filters: Query[Filters]) -> ItemsOut:
    """List what is public, newest first; filter by agency, column (with those below), kind and year."""
    size = min(max(filters.size, 1), LARGEST)
    agency_id = None
    if filters.agency:
        agency_id = _agency(filters.agency).pk
    rows = matching(
        clock.today(), size + 1, agency_id=agency_id, column=filters.column, kind=filters.kind, year=filters.year,
        before=filters.before,
    )  # fmt: skip
    origin = _origin(request)
    more = None
    if len(rows) > size:
        asked = request.GET.copy()
        asked["before"] = str(rows[size - 1].sequence)
        more = f"{origin}{request.path}?{asked.urlencode()}"
    return ItemsOut(items=[_item(row_out) for row_out in (record_of(row, origin) for row in rows[:size])], next=more)


@api.get("/items/{key}", response={200: DetailOut, 404: Problem, 410: Problem}, summary="一条公开信息")
def item(request: HttpRequest, key: Key) -> DetailOut:
    """Return one public item with its text; 410 and the reason where it was withdrawn."""
    found = detail(key, clock.today())
    if found is None:
        buried = grave(key)
        if buried is not None:
            raise HttpError(410, f"这条信息已经撤下：{buried.reason}")
        raise HttpError(404, "没有这条信息。")
    origin = _origin(request)
    told = record_of(found.row, origin)
    return DetailOut(
        **{name: getattr(told, name) for name in ItemOut.model_fields},
        description=found.description,
        body=found.body,
        theme=found.theme,
        genre=found.genre,
        keywords=found.keywords,
        source=found.source,
        effective_from=found.effective_from,
        effective_to=found.effective_to,
        validity_reason=found.standing.message if found.standing else "",
        files=[
            FileOut(
                name=each.name,
                media_type=each.media_type,
                size=each.size,
                url=f"{origin}/item/{key}/files/{each.number}/{each.name}",
            )
            for each in found.files
        ],
    )


@api.get("/search", response=FoundOut, summary="检索")
def search(request: HttpRequest, asked: Query[Question]) -> FoundOut:
    """Search titles, texts, attachments and metadata of what is public."""
    given = (("agency", asked.agency), ("column", asked.column), ("kind", asked.kind), ("year", str(asked.year or "")))
    facets = tuple(f"{name}:{value}" for name, value in given if value)
    found = find(asked.q, facets, order=asked.order, page=min(max(asked.page, 1), DEEPEST))
    origin = _origin(request)
    rows = in_order_of_keys([hit.key for hit in found.hits], clock.today())
    return FoundOut(total=found.total, exact=found.exact, items=[_item(record_of(row, origin)) for row in rows])


@api.get("/agencies", response=list[AgencyOut], summary="机构")
def agencies(request: HttpRequest) -> list[AgencyOut]:
    """List the agencies."""
    origin = _origin(request)
    return [
        AgencyOut(
            key=each.key,
            name=each.name,
            level=each.level,
            parent=each.parent.key if each.parent else None,
            office=each.office,
            address=each.address,
            telephone=each.telephone,
            url=f"{origin}/a/{each.key}/",
        )
        for each in open_agencies().select_related("parent").order_by("path")
    ]


@api.get("/columns", response=list[ColumnOut], summary="栏目")
def columns(request: HttpRequest) -> list[ColumnOut]:
    """List the columns of the platform."""
    origin = _origin(request)
    return [ColumnOut(key=each.key, label=each.label, url=f"{origin}{each.address}") for each in all_columns().values()]


def _agency(key: str) -> Agency:
    try:
        return agency_of_key(key)
    except Agency.DoesNotExist:
        raise HttpError(404, f"没有编号为“{key}”的机构，请查看 /api/agencies。") from None


def _item(told: object) -> ItemOut:
    return ItemOut(**{name: getattr(told, name) for name in ItemOut.model_fields})


def _origin(request: HttpRequest) -> str:
    return site().origin or f"{request.scheme}://{request.get_host()}"

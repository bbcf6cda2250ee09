"""The staff's addresses."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from gongkai.apps.desk import routes_agencies
from gongkai.apps.desk.views import acts, batch, documents, draft, home, item, listing, marks, relations

app_name = "desk"
ITEM = "items/<slug:key>/"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("review/", home.queue, name="queue"),
    path("items/", listing.items, name="items"),
    path("items.csv", listing.items_csv, name="items-csv"),
    path("new/", draft.new, name="item-new"),
    path("new/from-file/", draft.new_from_file, name="item-new-from-file"),
    path("batch/", batch.batch, name="batch"),
    path("batch/make/", batch.make, name="batch-make"),
    re_path(r"^batch/template\.(?P<kind>xlsx|csv)$", batch.template, name="batch-template"),
    path("documents/", documents.documents_page, name="documents"),
    re_path(r"^documents\.(?P<ending>xlsx|csv)$", documents.documents_file, name="documents-file"),
    path("documents/clean-up/", documents.clean_up_page, name="clean-up"),
    path(ITEM, item.overview, name="item"),
    path(f"{ITEM}edit/", draft.edit, name="edit"),
    path(f"{ITEM}fill/", draft.fill, name="fill"),
    path(f"{ITEM}merge/<int:number>/", draft.merge, name="merge"),
    path(f"{ITEM}versions/<int:number>/take-over/", draft.take_over, name="take-over"),
    path(f"{ITEM}acts/schedule/", acts.plan, name="schedule"),
    path(f"{ITEM}acts/unschedule/", acts.unplan, name="unschedule"),
    path(f"{ITEM}acts/discard/", acts.discard, name="discard"),
    path(f"{ITEM}acts/restore/", acts.restore, name="restore"),
    path(f"{ITEM}acts/<slug:name>/", acts.act, name="act"),
    path(f"{ITEM}checks/", marks.checks, name="checks"),
    path(f"{ITEM}checks/settle/", marks.settle, name="settle"),
    path(f"{ITEM}checks/unsettle/", marks.unsettle, name="unsettle"),
    path(f"{ITEM}checks/cover/", marks.cover, name="cover"),
    path(f"{ITEM}history/", item.past, name="history"),
    path(f"{ITEM}compare/", item.compare, name="compare"),
    path(f"{ITEM}compare/<int:old>/<int:new>/", item.compare, name="compare-two"),
    path(f"{ITEM}versions/<int:number>/", item.version, name="version"),
    path(f"{ITEM}record/", item.record, name="record"),
    path(f"{ITEM}relations/", relations.relations, name="relations"),
    path(f"{ITEM}relations/add/", relations.link, name="link"),
    path(f"{ITEM}relations/<int:relation>/remove/", relations.unlink, name="unlink"),
    path(f"{ITEM}validity/", relations.validity, name="validity"),
    path(f"{ITEM}validity/add/", relations.change, name="alter"),
    path(f"{ITEM}validity/<int:number>/undo/", relations.undo_change, name="undo-alteration"),
    path(f"{ITEM}files/<int:number>/<int:place>/<str:name>", item.file, name="file"),
    path(f"{ITEM}originals/<int:number>/<int:place>/<str:name>", item.original, name="original"),
    *routes_agencies.urlpatterns,
]

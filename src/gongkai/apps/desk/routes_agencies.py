"""The addresses for agencies, people, the platform and the audit."""

from __future__ import annotations

from django.urls import URLPattern, path

from gongkai.apps.desk.views import (
    agencies,
    agencies_chain,
    agencies_change,
    agencies_sections,
    audit,
    people,
    people_offices,
    platform,
)

urlpatterns: list[URLPattern] = [
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/add/", agencies.add, name="agency-add"),
    path("agencies/import/", agencies.take_in, name="agency-import"),
    path("agencies/import/template.xlsx", agencies.template, name="agency-template"),
    path("agencies/of/<slug:key>/", agencies.agency, name="agency"),
    path("agencies/of/<slug:key>/profile/", agencies_change.profile, name="agency-profile"),
    path("agencies/of/<slug:key>/rename/", agencies_change.rename, name="agency-rename"),
    path("agencies/of/<slug:key>/move/", agencies_change.move, name="agency-move"),
    path("agencies/of/<slug:key>/merge/", agencies_change.merge, name="agency-merge"),
    path("agencies/of/<slug:key>/close/", agencies_change.close, name="agency-close"),
    path("agencies/of/<slug:key>/reopen/", agencies_change.reopen, name="agency-reopen"),
    path("agencies/of/<slug:key>/order/", agencies_change.order, name="agency-order"),
    path("agencies/of/<slug:key>/chain/", agencies_chain.choose, name="agency-chain"),
    path("agencies/of/<slug:key>/chain/own/", agencies_chain.write, name="agency-chain-write"),
    path("agencies/of/<slug:key>/chain/own/<slug:chain_key>/", agencies_chain.change, name="agency-chain-change"),
    path(
        "agencies/of/<slug:key>/chain/own/<slug:chain_key>/discard/",
        agencies_chain.discard,
        name="agency-chain-discard",
    ),
    path("agencies/of/<slug:key>/sections/", agencies_sections.add, name="section-add"),
    path("agencies/of/<slug:key>/sections/<int:section_id>/", agencies_sections.change, name="section-change"),
    path("agencies/of/<slug:key>/sections/<int:section_id>/end/", agencies_sections.end, name="section-end"),
    path(
        "agencies/of/<slug:key>/sections/<int:section_id>/transfer/",
        agencies_sections.transfer,
        name="section-transfer",
    ),
    path("people/", people.people, name="people"),
    path("people/add/", people.engage, name="person-add"),
    path("people/import/", people.take_in, name="people-import"),
    path("people/import/template.xlsx", people.template, name="people-template"),
    path("people/passwords/", people.passwords, name="passwords"),
    path("people/<int:user_id>/", people.person, name="person"),
    path("people/<int:user_id>/edit/", people.edit, name="person-edit"),
    path("people/<int:user_id>/appoint/", people_offices.give, name="appoint"),
    *(
        path(f"people/<int:user_id>/{step}/", people.account, {"step": step}, name=f"account-{step}")
        for step in people.STEPS
    ),
    path("offices/<int:appointment_id>/end/", people_offices.end, name="appointment-end"),
    path("offices/<int:appointment_id>/deputy/", people_offices.name_deputy, name="deputise"),
    path("acting/<int:deputation_id>/end/", people_offices.end_acting, name="deputation-end"),
    path("absence/", people_offices.absence, name="absence"),
    path("platform/", platform.platform, name="platform"),
    path("calendar/", platform.days, name="calendar"),
    path("setup/", platform.set_up, name="set-up"),
    path("audit/", audit.audit, name="audit"),
    path("audit/export.csv", audit.export, name="audit-export"),
]

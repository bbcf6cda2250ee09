import pytest
from tests.support.notices import NAMES, plain

from gongkai.core.casework.grounds import GROUNDS
from gongkai.core.casework.outcomes import OUTCOMES
from gongkai.core.errors import InvalidNotice
from gongkai.core.law.dated import entries
from gongkai.core.law.limits import limits
from gongkai.core.notices.templates import (
    PACKAGE,
    Recipient,
    Recourse,
    clause,
    label_of,
    provisions,
    template,
    templates,
    variants,
)

CODES = [
    *(f"D{number:02}" for number in range(1, 4)),
    *(f"D04{letter}" for letter in "abcdefg"),
    *(f"D{number:02}" for number in range(5, 20)),
    *(f"P{number:02}" for number in range(1, 13)),
    *(f"P13{letter}" for letter in "abcd"),
]
EVERY = pytest.mark.parametrize("one", templates(), ids=lambda one: f"{one.code}{one.variant}")


def test_every_document_of_the_catalogue_is_there():
    assert sorted({one.code for one in templates()}) == CODES


def test_every_document_has_an_example():
    told = {(plain(name)["notice"]["code"], plain(name)["notice"].get("variant", "")) for name in NAMES}
    assert told == {(one.code, one.variant) for one in templates()}


def test_every_outcome_has_its_document_and_every_document_its_outcome():
    substantive = {one.code for one in templates() if one.code.startswith("D")}
    assert {one.notice for one in OUTCOMES} == substantive - {"D18", "D19"}
    assert {one.outcome for one in templates()} == {"", "O24"}


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda one: one.code)
def test_a_document_asks_for_everything_its_outcome_must_state(outcome):
    required = set().union(*(one.required for one in variants(outcome.notice)))
    lacking = [
        key for key in outcome.must_state if not any(path == key or path.startswith(f"{key}.") for path in required)
    ]
    assert lacking == []


@EVERY
def test_a_template_is_complete(one):
    assert one.label
    assert one.title
    assert one.pieces
    assert one.cites or one.recourse is Recourse.OUTCOME or one.code in {"D15", "D16"}
    assert (one.to is Recipient.INTERNAL) <= (not one.addressee)


@EVERY
def test_everything_required_has_a_label(one):
    for path in one.required:
        if not path.startswith(("law.", "limit.", "charge.")) and path not in COMPUTED:
            assert label_of(path), path


COMPUTED = {
    "you",
    "articles",
    "document",
    "clause",
    "channel",
    "applicant_kind",
    "table3_label",
    "withheld.clause",
    "item_articles",
    "files_number",
    "item_number",
    "rectification.items",
    "transfer.materials",
    "third_days",
    "other_days",
    "item",
    "opinion.name",
}


@EVERY
def test_every_provision_and_limit_is_known(one):
    named = {path for path in one.paths if path.startswith(("law.", "limit."))}
    assert named <= {f"law.{name}" for name in provisions()} | {f"limit.{each.name}" for each in limits()}


def test_every_ground_has_its_clause_and_its_document():
    assert [clause(one.code).ground for one in GROUNDS] == [one.code for one in GROUNDS]
    assert [one.ground for one in templates() if one.ground] == [f"N{number}" for number in range(1, 8)]


def test_only_decisions_end_with_remedies():
    told = {one.code for one in templates() if one.recourse is not Recourse.NONE}
    assert {code for code in told if code.startswith("P")} == {"P09"}
    assert {one.code for one in templates() if one.code.startswith("D")} == told - {"P09"}


def test_no_label_stands_twice():
    keys = [each["key"] for each in entries(PACKAGE, "gaps.toml", "gap")]
    assert len(keys) == len(set(keys))


def test_every_label_is_of_something_required():
    texts = {path for one in templates() for path in (*one.required, *one.demands)}
    said = {
        path.replace("item.", "ground.")
        for one in GROUNDS
        for part in clause(one.code).parts
        for path in part_paths(part)
    }
    demands = {path.replace("item.", "ground.") for one in GROUNDS for path in clause(one.code).demands}
    always = {
        "day",
        "number",
        "agency.name",
        "agency.office",
        "agency.phone",
        "agency.court",
        "reviewing",
        "withheld.ground",
        "withheld.party",
        "consultation.id",
        "agency.code",
    }
    known = {each["key"] for each in entries(PACKAGE, "gaps.toml", "gap")}
    assert known - texts - said - demands - always == set()


def part_paths(part):
    return {word.split("}")[0] for word in part.text.split("{")[1:]}


@pytest.mark.parametrize(
    ("code", "variant", "message"),
    [
        ("D99", "", "没有文书“D99”，只有：D01、D02"),
        ("D06", "note", "文书D06只有一种，不用写variant“note”"),
        ("D19", "", "文书D19有4种，请在variant里写明是哪一种：amended（更正告知书）"),
        ("D15", "letter", "文书D15有2种"),
    ],
)
def test_an_unknown_document_is_refused(code, variant, message):
    with pytest.raises(InvalidNotice, match=message):
        template(code, variant)

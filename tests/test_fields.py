"""A field that is added to the model is known everywhere, with no other file touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copies import copy_program, insert, run
from loften.records.agreements import Agreement, Subject
from loften.records.record import Record, fields, is_record, written_fields
from loften.records.shared import PromiseAssessment, Report
from loften.records.texts import FollowUp
from pull_requests import LIGHTS, MEASURE, PullRequest, commit, git, publish, repository
from samples import every_record

UPDATE = '"""A piece of news: what was done, what happened, what changed."""'
OF_UPDATE = """
    weather: Annotated[Text | None, Named("väder"), Permanent()] = described("Vädret.", default=None)
    helper: Annotated[Identifier | None, Named("medhjälpare"), RefersTo(Listing.PARTIES)] = described(
        "Den som hjälpte till.", default=None
    )
    remark: Annotated[Text | None, Named("anmärkning"), Prose.MARKDOWN] = described("Mer.", default=None)
"""
OF_MEASURE = """
    area: Annotated[WholeNumber | None, Named("yta", "storlek"), Signed()] = described("Yta.", default=None)
"""
TODAY = ("--today", "2024-06-01")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with three new fields in an update and one in a measure."""
    copy = copy_program(tmp_path_factory.mktemp("program"))
    model = copy / "hooks/loften/records/texts.py"
    insert(model, UPDATE, OF_UPDATE)
    insert(model, '"""Something that a party undertakes."""', OF_MEASURE)
    return copy


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    """A branch whose `main` has published values in two of the fields."""
    found = repository(tmp_path / "site")
    found.replace(LIGHTS, "kind: measure", "kind: measure\nweather: Sol")
    found.replace(MEASURE, "signed: true", "signed: true\narea: 100")
    commit(found.root)
    git(found.root, "branch", "--force", "main")
    publish(found.root, "main")
    return found


def told(program: Path, change: PullRequest, *arguments: str) -> str:
    return run(program, change.root, "loften", *arguments, *TODAY).stdout


def test_its_misspelt_and_swedish_names_are_met_with_its_own(program: Path, change: PullRequest) -> None:
    change.replace(LIGHTS, "weather: Sol", "väder: Sol")
    change.replace(MEASURE, "area: 100", "storlek: 100")
    found = told(program, change, "check")
    assert f'{LIGHTS}:5:1: fältet "väder" finns inte – menade du "weather"?' in found
    assert f'{MEASURE}:9:1: fältet "storlek" finns inte – menade du "area"?' in found


def test_what_it_refers_to_must_exist(program: Path, change: PullRequest) -> None:
    change.replace(LIGHTS, "weather: Sol", "weather: Sol\nhelper: polise")
    assert 'parten "polise" finns inte under parties i promises.yaml – menade du "polisen"?' in told(
        program, change, "check"
    )


def test_its_markdown_is_checked(program: Path, change: PullRequest) -> None:
    change.replace(LIGHTS, "weather: Sol", "weather: Sol\nremark: Mer <b>sol</b>.")
    assert f"{LIGHTS}:6:9: HTML får inte stå i texten: <b>." in told(program, change, "check")


def test_its_markdown_takes_no_heading_of_the_text_away(program: Path, change: PullRequest) -> None:
    change.replace(LIGHTS, "weather: Sol", "weather: Sol\nremark: Mer sol.")
    link = "[Så gick det](/2024/nyheter/2024-03-01-lampor/#sa-gick-det)"
    change.replace(LIGHTS, "Lamporna lyser.", f"## Så gick det\n\nLamporna lyser. {link}")
    assert "rubriken" not in told(program, change, "check")


def test_a_party_that_it_names_has_a_page(program: Path, change: PullRequest) -> None:
    party = "  - id: foreningen\n    name: Föreningen\n    kind: other\n"
    change.replace("promises.yaml", "places:\n  - id: torget", f"{party}places:\n  - id: torget")
    change.replace(LIGHTS, "weather: Sol", "weather: Sol\nhelper: foreningen")
    assert "**Föreningen** – `https://prov.test/loften/2024/parter/foreningen/`" in told(
        program, change, "changes", "--against", "main"
    )


def test_a_new_text_has_it_in_its_template(program: Path, change: PullRequest) -> None:
    path = told(program, change, "new", "nyhet", "ny").strip()
    lines = (change.root / path).read_text().split("\n")
    assert lines[lines.index("weather:") - 1] == "# Frivilligt. Vädret."
    assert lines[lines.index("helper:") - 1] == (
        "# Frivilligt. Den som hjälpte till. Välj bland: polisen, kommunen."
    )


def test_the_schema_describes_it(program: Path, change: PullRequest, tmp_path: Path) -> None:
    run(program, change.root, "loften", "schemas", "--out", str(tmp_path / "schemas"))
    schema = json.loads((tmp_path / "schemas/nyhet.schema.json").read_text())
    assert schema["properties"]["weather"]["description"] == "Vädret."


def test_a_change_of_it_is_told_and_what_is_published_or_signed_may_not_change(
    program: Path, change: PullRequest
) -> None:
    change.replace(LIGHTS, "weather: Sol", "weather: Regn")
    change.replace(MEASURE, "area: 100", "area: 90")
    summary = told(program, change, "changes", "--against", "main")
    assert "  - väder: Sol → Regn\n" in summary
    assert "  - yta: 100 → 90\n" in summary
    found = told(program, change, "check", "--against", "main")
    assert f"{LIGHTS}:5:10: det här är redan publicerat och skrivs inte om – väder: Sol → Regn." in found
    assert (
        f"{MEASURE}:9:7: det här är undertecknat och får inte bara ändras – åtgärden ”Ny belysning” "
        "(yta: 100 → 90)."
    ).replace("”", '"') in found


LEAVES = [kind for kind in every_record() if not kind.__subclasses__()]


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_field_that_is_written_has_a_name_and_a_description(kind: type[Record]) -> None:
    assert all(field.named and field.description for field in written_fields(kind).values())


def test_a_mark_of_permanence_lies_where_a_rule_reads_it() -> None:
    told_one_by_one = (Report, PromiseAssessment)
    for kind in LEAVES:
        for field in written_fields(kind).values():
            inner = written_fields(field.kind).values() if is_record(field.kind) else ()
            if field.is_list and field.kind not in told_one_by_one:
                assert not any(part.permanent for part in inner), field.key
            if field.is_list:
                is_of_page = issubclass(field.kind, Subject | Agreement) if field.holds_records else False
                assert is_of_page or not any(part.signed for part in inner), field.key


def test_an_editor_meets_the_fields_in_the_order_in_which_they_stand_in_the_class() -> None:
    assert list(written_fields(FollowUp)) == [
        *("title", "summary", "privacy_exceptions"),
        *("published", "date", "covers", "met", "reported", "assessments", "measures", "no_news"),
        *("answers", "source", "reported_by", "published_elsewhere", "places", "pictures"),
        # what became of a text comes last
        *("changes", "erased", "former_addresses", "withdrawn"),
    ]
    assert next(iter(fields(FollowUp))) == "path"

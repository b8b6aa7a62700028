# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""A pull request is told in plain Swedish what it makes public, and nothing that must not be repeated."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from loften.__main__ import main
from loften.comparing.differences import differences
from loften.reading.load import load
from loften.records.marks import Life
from loften.records.record import fields
from loften.records.texts import FileRecord
from loften.telling.changes import changes
from pull_requests import (
    AMENDMENT,
    FILES,
    FOLLOW_UP,
    LIGHTS,
    MEASURE,
    TODAY,
    PullRequest,
    commit,
    git,
    publish,
    repository,
)
from samples import every_record

PROMISES = "promises.yaml"
HELD_BACK = "content/2024/nyheter/2024-09-01-host.md"
NOTHING = "## Det här blir offentligt\n\nInget ändras av det som besökare och prenumeranter ser.\n"
DONE = """\
---
title: Alla lampor är uppe
summary: Nu lyser det på hela torget.
kind: measure
published: 2024-05-31
source:
  by: Provkommun
measures:
  - measure: belysning
    status: done
    outcome:
      count: 12
      unit: lampor
      from: 2024-01-01
      to: 2024-05-31
---
"""


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    return repository(tmp_path)


def told(*lines: str) -> str:
    return "\n".join(("## Det här blir offentligt", *lines)) + "\n"


def section(text: str, heading: str) -> list[str]:
    """The lines under a heading, without empty ones; none if it is not there."""
    _, _, rest = text.partition(f"### {heading}\n")
    return [line for line in rest.partition("\n### ")[0].splitlines() if line]


def test_nothing_changed_says_so(change: PullRequest) -> None:
    assert change.changes() == NOTHING


def test_a_comment_or_the_order_of_fields_changes_nothing_that_anyone_sees(change: PullRequest) -> None:
    change.replace(PROMISES, "municipality:", "# Våra löften\nmunicipality:")
    change.replace(MEASURE, "signed: true\nend: 2024-10-31\n", "end: 2024-10-31\nsigned: true\n")
    assert change.changes() == NOTHING


def test_a_new_update_is_told_as_a_page_a_feed_item_and_what_follows_from_it(change: PullRequest) -> None:
    change.write("content/2024/nyheter/2024-05-31-klart.md", DONE)
    assert change.changes() == told(
        "",
        "### Nya sidor",
        "",
        "- **Alla lampor är uppe** – `https://prov.test/loften/2024/nyheter/2024-05-31-klart/`",
        "",
        "### I flödet, för dem som prenumererar",
        "",
        "- Ny post: **Alla lampor är uppe**, 31 maj 2024. Nu lyser det på hela torget.",
        "  `https://prov.test/loften/2024/nyheter/2024-05-31-klart/`",
        "",
        "### Det här följer av ändringen",
        "",
        "- Åtgärden ”Ny belysning”, status: pågår → genomförd",
        "- Åtgärden ”Ny belysning”, utfall: 12 av minst 12 lampor, 1 januari–31 maj 2024 – målet är nått",
    )


def test_a_changed_text_is_told_in_words(change: PullRequest) -> None:
    change.replace(LIGHTS, "status: ongoing", "status: done")
    change.replace(LIGHTS, "title: De första lamporna är uppe", "title: Sex lampor är uppe")
    change.replace(LIGHTS, "Lamporna lyser.", "Lamporna lyser klart.")
    assert section(change.changes(), "Ändrade sidor") == [
        "- **Sex lampor är uppe** – `https://prov.test/loften/2024/nyheter/2024-03-01-lampor/`",
        "  - rubrik: De första lamporna är uppe → Sex lampor är uppe",
        "  - åtgärden belysning, status: pågår → genomförd",
        "  - texten: ”Lamporna lyser.” → ”Lamporna lyser klart.”",
    ]
    assert section(change.changes(), "I flödet, för dem som prenumererar") == [
        "- Ändrad post: **Sex lampor är uppe**, 1 mars 2024 kl. 09.00. Sex lampor är på plats.",
        "  `https://prov.test/loften/2024/nyheter/2024-03-01-lampor/`",
    ]


def test_of_a_long_text_the_sentences_that_differ_are_shown(change: PullRequest) -> None:
    more = "De lyser från skymning till gryning. Belysningen på torget har varit dålig i många år."
    change.replace(MEASURE, "summary: Nya lampor på torget.", f"summary: Nya lampor på torget. {more}")
    assert section(change.changes(), "Ändrade sidor")[1:] == [f"  - sammanfattning, läggs till: ”{more}”"]


def test_a_long_text_that_is_removed_is_said_to_be_removed(change: PullRequest) -> None:
    text = (
        "Vi vill att hela kommunen ska ha lugnare trafik. Det gäller alla gator och vägar, också på landet."
    )
    old = "summary: Vi ska synas mer.\n"
    change.replace(PROMISES, old, f"{old}        goal: {text}\n")
    commit(change.root)
    git(change.root, "checkout", "--quiet", "-B", "main")
    change.replace(PROMISES, f"        goal: {text}\n", "")
    assert section(change.changes(), "Ändrade sidor")[1:] == [f"  - mål, tas bort: ”{text}”"]


def test_settings_that_visitors_see_are_named(change: PullRequest) -> None:
    change.replace(
        "mkdocs.yml",
        "extra:\n",
        "site_description: Nytt\nextra:\n  footer_links:\n    - title: Hit\n      url: kontakt/\n",
    )
    assert section(change.changes(), "Uppgifter som visas på flera sidor") == [
        "- inställningarna i mkdocs.yml är ändrade: site&#95;description, extra.footer&#95;links"
    ]


def test_a_new_contact_is_told_with_what_becomes_public(change: PullRequest) -> None:
    contact = "  - id: larm\n    name: Larmet\n    phone: 021-65 43 21\n    email: larm@prov.test\n"
    change.replace(PROMISES, "contacts:\n", f"contacts:\n{contact}")
    assert section(change.changes(), "Uppgifter som visas på flera sidor") == [
        "- kontakten larm: ny, telefon: 021-65 43 21, e-post: larm&#64;prov.test"
    ]


def test_a_new_exception_from_the_guard_is_told_without_its_value(change: PullRequest) -> None:
    change.replace(
        LIGHTS,
        "kind: measure",
        "kind: measure\nprivacy_exceptions:\n  - text: larm@prov.test\n    reason: larm@prov.test är bolagets.",
    )
    assert section(change.changes(), "Undantag från spärren mot personuppgifter") == [
        "- content/2024/nyheter/2024-03-01-lampor.md: … är bolagets."
    ]


def test_a_picture_of_a_held_back_text_is_not_told_as_public(change: PullRequest) -> None:
    change.replace(
        HELD_BACK, "kind: information", "kind: information\npictures:\n  - file: host.png\n    alt: Höst"
    )
    (change.root / "content" / "2024" / "nyheter" / "host.png").write_bytes(b"bild")
    assert section(change.changes(), "Bilder och andra filer") == []
    assert section(change.changes(dt.date(2024, 9, 1)), "Bilder och andra filer") == [
        "- `https://prov.test/loften/2024/nyheter/host.png`: ny"
    ]


def test_a_moved_text_keeps_its_page_and_its_feed_item(change: PullRequest) -> None:
    new = "content/2024/nyheter/2024-03-01-nya-lampor.md"
    change.move(LIGHTS, new)
    change.replace(new, "kind: measure", "kind: measure\nformer_addresses: [2024/nyheter/2024-03-01-lampor]")
    text = change.changes()
    assert section(text, "Nya sidor") == []
    assert section(text, "Adresser som försvinner") == []
    assert section(text, "Ändrade sidor")[:2] == [
        "- **De första lamporna är uppe** – `https://prov.test/loften/2024/nyheter/2024-03-01-nya-lampor/`",
        "  - flyttad: /2024/nyheter/2024-03-01-lampor/ leder hit",
    ]
    assert section(text, "I flödet, för dem som prenumererar")[0].startswith("- Ändrad post: ")


def test_a_withdrawn_text_is_a_withdrawn_feed_item(change: PullRequest) -> None:
    change.replace(
        LIGHTS, "kind: measure", "kind: measure\nwithdrawn:\n  date: 2024-05-30\n  reason: Fel torg."
    )
    text = change.changes()
    assert section(text, "I flödet, för dem som prenumererar")[::2] == [
        "- Ny post: **Tillbakadragen: De första lamporna är uppe**, 30 maj 2024. Texten är tillbakadragen. "
        "Fel torg.",
        "- Tillbakadragen post: **Tillbakadragen: De första lamporna är uppe**, 1 mars 2024 kl. 09.00",
    ]
    assert section(text, "Det här följer av ändringen") == [
        "- Åtgärden ”Ny belysning”, status: pågår → ej rapporterad",
        "- Åtgärden ”Ny belysning”, utfall: inget",
    ]


def test_addresses_and_feed_items_that_disappear_are_listed(change: PullRequest) -> None:
    change.delete("content/kontakt.md")
    change.delete("content/2024/atgarder/vandring.md")
    text = change.changes()
    assert section(text, "Adresser som försvinner") == [
        "- `https://prov.test/loften/2024/atgarder/vandring/`",
        "- `https://prov.test/loften/kontakt/`",
    ]
    assert section(text, "I flödet, för dem som prenumererar") == [
        "- Post som försvinner: **Trygghetsvandring**"
    ]


def test_held_back_texts_are_told_with_their_day_and_that_they_can_be_read_already(
    change: PullRequest,
) -> None:
    change.write(
        "content/2024/nyheter/2025-03-01-klart.md",
        DONE.replace("published: 2024-05-31", "published: 2025-03-01"),
    )
    assert change.changes() == told(
        "",
        "### Hålls inne till en viss dag",
        "",
        "- Hålls inne till 1 mars 2025: **Alla lampor är uppe** – "
        "`https://prov.test/loften/2024/nyheter/2025-03-01-klart/`",
        "",
        "De här texterna syns inte på webbplatsen före sin dag. Men de är redan offentliga: vem som helst kan "
        "läsa dem där filerna ligger.",
    )


def test_a_held_back_text_that_is_changed_is_told_and_one_that_is_not_is_left_out(
    change: PullRequest,
) -> None:
    change.write("content/2024/nyheter/2025-03-01-annat.md", FILES[HELD_BACK])
    commit(change.root)
    assert section(change.changes(), "Hålls inne till en viss dag")[:1] == [
        "- Hålls inne till 1 september 2024: **Hösten börjar** – "
        "`https://prov.test/loften/2024/nyheter/2025-03-01-annat/`"
    ]
    change.replace(HELD_BACK, "title: Hösten börjar", "title: Snart höst")
    assert len(section(change.changes(), "Hålls inne till en viss dag")) == 3


def test_a_followup_ends_a_silence_and_assesses_a_promise(change: PullRequest) -> None:
    text = FILES[FOLLOW_UP].replace("2024-01-01", "2024-04-01").replace("2024-03-31", "2024-06-30")
    text = text.replace("2024-04-20", "2024-09-02").replace("on-track", "behind")
    change.write("content/2024/uppfoljning/kvartal-2.md", text)
    day = dt.date(2024, 9, 3)
    assert section(change.changes(day), "Det här följer av ändringen") == [
        "- Medborgarlöfte 2024: webbplatsen säger inte längre att uppföljning saknas för kvartal 2, "
        "april–juni 2024",
        "- Löftet ”Lugnare trafik”, bedömning: på god väg → efter planen",
    ]


def test_what_was_signed_is_told_with_the_text_that_tells_of_it(change: PullRequest) -> None:
    change.replace(PROMISES, "to: 2024-12-31", "to: 2025-03-31")
    words = "**Medborgarlöfte 2024**, perioden: 1 januari–31 december 2024 → 1 januari 2024–31 mars 2025"
    heading = "Det som är undertecknat ändras"
    assert section(change.changes(), heading) == [
        f"- {words} – ingen rättelse och inget ändrat löfte berättar om det"
    ]
    told = AMENDMENT.replace("gälla längre.", "gälla till 31 mars 2025 i stället för 31 december 2024.")
    change.write("content/2024/nyheter/2024-05-30-andrat.md", told)
    assert section(change.changes(), heading) == [
        f"- {words} – berättas i `https://prov.test/loften/2024/nyheter/2024-05-30-andrat/`"
    ]


def test_a_signing_that_is_filled_in_is_told_and_becomes_an_item(change: PullRequest) -> None:
    signing = FILES[PROMISES][FILES[PROMISES].index("    signing:") : FILES[PROMISES].index("    parties: [")]
    change.on_main(lambda change: change.replace(PROMISES, signing, ""))
    change.replace(PROMISES, "    parties: [", signing + "    parties: [")
    told = change.changes()
    assert (
        "  - undertecknandet: (tomt) → dag 14 december 2023, ort Prov, undertecknat av Namn Namnsson, kommunchef (kommunen)\n"
        in told
    )
    assert "- Ny post: **Medborgarlöfte 2024 är undertecknat**, 14 december 2023. Ett löfte.\n" in told


def test_a_month_of_signing_that_becomes_a_day_is_told_as_both(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(PROMISES, "date: 2023-12-14", "date: 2023-12"))
    change.replace(PROMISES, "date: 2023-12", "date: 2023-12-14")
    assert "  - undertecknandet, dag: december 2023 → 14 december 2023\n" in change.changes()


def test_an_agreement_that_is_replaced_is_told_with_its_last_day(change: PullRequest) -> None:
    newer = """\
  - id: "2024-2025"
    title: Medborgarlöfte 2024–2025
    summary: Ett nytt löfte.
    period: {from: 2024-08-01, to: 2025-12-31}
    signing: {date: 2024-05-20}
    parties: [polisen, kommunen]
    replaces: {agreement: "2024", date: 2024-08-01}
    promises:
      - {id: trafik, title: Lugnare trafik, summary: Lugnare trafik.}
glossary:
"""
    change.replace(PROMISES, "glossary:\n", newer)
    assert (
        "### Det här följer av ändringen\n\n- Medborgarlöfte 2024: gäller till och med 31 juli 2024\n"
        in change.changes()
    )


def test_contacts_places_words_and_files_are_told(change: PullRequest) -> None:
    change.replace("mkdocs.yml", "site_name: Löften", "site_name: Våra löften")
    change.replace(PROMISES, "name: Växeln", "name: Kommunens växel")
    change.replace(PROMISES, "    explanation: Ett arbetssätt.", "    explanation: Ett sätt att arbeta.")
    change.replace(
        PROMISES, "places:\n  - id: torget", "places:\n  - id: parken\n    name: Parken\n  - id: torget"
    )
    (change.root / "content" / "lampa.png").write_bytes(b"bild")
    text = change.changes()
    assert section(text, "Uppgifter som visas på flera sidor") == [
        "- webbplatsens namn: Löften → Våra löften",
        "- kontakten vaxeln, namn: Växeln → Kommunens växel",
        "- ordet est, förklaring: Ett arbetssätt. → Ett sätt att arbeta.",
        "- platsen parken: ny",
    ]
    assert section(text, "Bilder och andra filer") == ["- `https://prov.test/loften/lampa.png`: ny"]


def test_everything_is_new_where_nothing_was_before(change: PullRequest) -> None:
    text = changes(None, load(change.root), TODAY)
    assert section(text, "Ändrade sidor") == []
    assert section(text, "Nya sidor")[0] == "- **Medborgarlöfte 2024** – `https://prov.test/loften/2024/`"
    items = section(text, "I flödet, för dem som prenumererar")
    assert [line.split("**")[1] for line in items if line.startswith("- Ny post")] == [
        "Kvartal 1",
        "De första lamporna är uppe",
        "Trygghetsvandring",
        "Medborgarlöfte 2024 är undertecknat",
        "Ny belysning",
    ]


def test_texts_become_neither_markdown_nor_html(change: PullRequest) -> None:
    title = "'<script>alert(1)</script> [länk](https://x.test) | *fet* `kod` @anna #1'"
    change.write(
        "content/2024/nyheter/2024-05-31-klart.md",
        DONE.replace("title: Alla lampor är uppe", f"title: {title}"),
    )
    line = section(change.changes(), "Nya sidor")[0]
    assert line.startswith(
        "- **&#60;script&#62;alert(1)&#60;/script&#62; &#91;länk&#93;(https://x.test) &#124; &#42;fet&#42; "
        "&#96;kod&#96; &#64;anna &#35;1** – "
    )


def test_personal_data_is_never_repeated_whatever_text_it_stands_in(change: PullRequest) -> None:
    private = ("811218-9876", "anna.andersson@epost.se", "070-174 06 58", "ABC12D")
    said = " eller ".join(private)
    text = DONE.replace("title: Alla lampor är uppe", f"title: Ring {said}")
    text = text.replace("summary: Nu lyser det på hela torget.", f"summary: Om {said}")
    change.write("content/2024/nyheter/2024-05-31-811218-9876.md", text)
    change.write("content/2024/nyheter/2025-05-31-hall.md", text.replace("2024-05-31", "2025-05-31"))
    change.replace(MEASURE, "title: Ny belysning", f"title: Fråga {said}")
    change.replace(PROMISES, "title: Mer närvaro", f"title: Vi {said}")
    change.replace(PROMISES, "place: Prov", f"place: {said}")
    shown = change.changes()
    assert "Ring … eller … eller … eller …" in shown
    assert [value for value in private if value in shown] == []


def test_the_number_of_a_contact_may_be_shown(change: PullRequest) -> None:
    change.replace(PROMISES, "phone: 021-12 34 56", "phone: 021-65 43 21")
    assert section(change.changes(), "Uppgifter som visas på flera sidor") == [
        "- kontakten vaxeln, telefon: … → 021-65 43 21"
    ]


def test_every_field_that_a_visitor_sees_has_a_swedish_name() -> None:
    unnamed = {
        f"{kind.__name__}.{key}"
        for kind in every_record()
        for key, field in fields(kind).items()
        if field.named is None and field.life is not Life.UNSEEN
    }
    assert unnamed == set()


def test_every_value_of_the_example_can_be_told() -> None:
    site = load(Path(__file__).parents[1] / "examples" / "exempelkommun")
    unseen = {field.name for field in fields(FileRecord).values() if field.life is Life.UNSEEN}
    for text in site.texts:
        defaults = {name: field.get_default() for name, field in type(text).model_fields.items()}
        defaults["body"] = ""
        found = list(differences(type(text).model_construct(**defaults), text))
        assert len(found) >= len(text.model_fields_set - {*unseen, "body"})


def test_the_commands_tell_the_change_and_refuse_what_it_breaks(change: PullRequest) -> None:
    publish(change.root, "main")
    change.replace(LIGHTS, "status: ongoing", "status: planned")
    arguments = ["--root", str(change.root), "--today", "2024-06-01", "--against", "main"]
    summary = CliRunner().invoke(main, ["changes", *arguments])
    assert summary.exit_code == 0
    assert summary.output == change.changes()
    refused = CliRunner().invoke(main, ["check", *arguments, "--format", "github"])
    assert refused.exit_code == 1
    assert (
        "::error file=content/2024/nyheter/2024-03-01-lampor.md,line=10,col=13::det här är redan publicerat och "
        'skrivs inte om – åtgärden "belysning", status: pågår → planerad.'
    ) in refused.output


def test_the_commands_say_in_swedish_that_there_is_nothing_to_compare_with(change: PullRequest) -> None:
    for command in ("changes", "check"):
        result = CliRunner().invoke(main, [command, "--root", str(change.root), "--against", "okand"])
        assert result.exit_code == 1
        assert result.output == (
            '"okand" finns inte i den här kopian av arkivet. Kontrollera namnet, eller hämta det med: git fetch '
            "origin\n"
        )


def test_the_commands_wait_for_files_that_can_be_read(change: PullRequest) -> None:
    change.write(LIGHTS, "ingen rubrik\n")
    result = CliRunner().invoke(main, ["changes", "--root", str(change.root), "--against", "main"])
    assert result.exit_code == 1
    assert result.output == (
        "## Det här blir offentligt\n\nInget ännu: först behöver felen i texterna rättas.\n"
    )


def test_the_commands_warn_where_the_earlier_state_cannot_be_read(change: PullRequest) -> None:
    change.write(LIGHTS, "ingen rubrik\n")
    commit(change.root)
    change.write(LIGHTS, FILES[LIGHTS])
    arguments = ["--root", str(change.root), "--today", "2024-06-01", "--against", "HEAD"]
    notice = (
        "filen går inte att läsa i HEAD (felet står på rad 1 där), så den är inte jämförd med hur den var"
    )
    assert f"{LIGHTS}:1:1: varning: {notice}" in CliRunner().invoke(main, ["check", *arguments]).output
    assert notice in CliRunner().invoke(main, ["changes", *arguments]).output


EARLIER_YEAR = """\
  - id: "2019"
    title: Medborgarlöfte 2019
    summary: Ett äldre löfte.
    period: {from: 2019-01-01, to: 2019-12-31}
    signing: {date: 2019-02}
    parties: [polisen, kommunen]
    published: 2024-06-01
    promises:
      - {id: parker, title: Tryggare parker, summary: Vi gör parkerna tryggare.}
glossary:
"""
OLD_MEASURE = """\
---
title: Ljusare parker
summary: Fler lampor.
published: 2019-03-01
promise: parker
responsible: [kommunen]
---
"""


def test_an_earlier_year_that_is_loaded_is_one_item_and_many_pages(change: PullRequest) -> None:
    change.replace(PROMISES, "glossary:\n", EARLIER_YEAR)
    change.write("content/2019/atgarder/ljus.md", OLD_MEASURE)
    assert change.problems() == []
    text = change.changes()
    assert section(text, "I flödet, för dem som prenumererar") == [
        "- Ny post: **Medborgarlöftet för 2019 finns nu här**, 1 juni 2024. Ett äldre löfte.",
        "  `https://prov.test/loften/2019/`",
    ]
    assert "- **Ljusare parker** – `https://prov.test/loften/2019/atgarder/ljus/`" in section(
        text, "Nya sidor"
    )

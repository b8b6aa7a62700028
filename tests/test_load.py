# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""A folder of files becomes one Site, or every problem in it at once."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from loften.reading.load import load, read
from loften.records.problems import ProblemsFoundError
from loften.records.site import Site
from loften.records.vocabulary import Status

RIGHT = {
    "mkdocs.yml": """\
site_name: Löften
site_url: https://loften.example/
extra:
  tag_authority: loften.example,2024
""",
    "promises.yaml": """\
municipality:
  name: Provkommun
  short_name: Prov
parties:
  - id: polisen
    name: Polisen
    kind: police
agreements:
  - id: "2024"
    title: Medborgarlöfte 2024
    summary: Ett löfte.
    period:
      from: 2024-01-01
      to: 2024-12-31
    signing:
      date: 2023-12-14
      place: Prov
      by:
        - name: Namn
          role: kommunchef
          party: polisen
    parties: [polisen]
    promises:
      - id: trafik
        title: Trafik
        summary: Lugnare trafik.
""",
    "content/index.md": "---\ntitle: Start\nsummary: Början.\n---\nVälkommen.\n",
    "content/2024/index.md": "---\ntitle: 2024\nsummary: Om året.\n---\n",
    "content/2024/atgarder/belysning.md": """\
---
title: Belysning
summary: Nya lampor.
published: 2023-12-14
promise: trafik
places:
signed: true
target:
  count: 12
  unit: lampor
  comparison: at-least
---

Text om lampor.
""",
    "content/2024/nyheter/2024-03-01-lampor.md": """\
---
title: Lampor
kind: measure
summary: Sex lampor är på plats.
published: 2024-03-01 09:00
measures:
  - measure: belysning
    status: ongoing
---
""",
    "content/2024/uppfoljning/kvartal-1.md": """\
---
title: Kvartal 1
summary: Det går framåt.
published: 2024-04-10
covers: {from: 2024-01-01, to: 2024-03-31}
---
""",
}


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project's folder in which everything is right."""
    write(tmp_path, dict(RIGHT))
    return tmp_path


def told(root: Path) -> list[str]:
    return [str(problem) for problem in read(root).problems]


def change(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_right_files_become_a_site(root: Path) -> None:
    content = read(root)
    site = content.whole
    assert content.problems == ()
    assert isinstance(site, Site)
    assert [measure.path for measure in site.measures] == ["content/2024/atgarder/belysning.md"]
    measure = site.measures[0]
    assert (measure.agreement, measure.id) == ("2024", "belysning")
    assert (measure.body, measure.body_line) == ("\nText om lampor.\n", 13)
    assert measure.is_in_signed_document
    assert measure.target is not None
    assert measure.target.count == 12
    assert measure.places == ()
    assert site.updates[0].id == "2024-03-01-lampor"
    assert site.updates[0].published == dt.datetime(2024, 3, 1, 9, 0)  # noqa: DTZ001 - local time by design
    assert site.updates[0].measures[0].status is Status.ONGOING
    assert site.follow_ups[0].covers.end == dt.date(2024, 3, 31)
    assert [(page.id, page.agreement) for page in site.pages] == [("2024/index", "2024"), ("index", "")]
    assert site.agreement("2024").grace_days == 30
    assert site.settings.site_name == "Löften"


def test_load_gives_the_same_site_as_read(root: Path) -> None:
    assert load(root) == read(root).whole


def test_load_raises_every_problem_at_once(root: Path) -> None:
    write(root, {"content/om.md": "", "content/kontakt.md": ""})
    with pytest.raises(ProblemsFoundError) as caught:
        load(root)
    assert [problem.path for problem in caught.value.problems] == ["content/kontakt.md", "content/om.md"]


def test_documents_tell_where_values_stand(root: Path) -> None:
    site = load(root)
    assert site.position("content/2024/atgarder/belysning.md", "target", "count") == (9, 10)
    assert site.position("promises.yaml", "agreements", 0, "period", "to", of_key=True) == (14, 7)


def test_assets_are_everything_that_is_not_text(root: Path) -> None:
    write(
        root,
        {
            "content/2024/nyheter/bilder/lampa.jpg": b"\xff\xd8",
            "content/farger.css": "a{}",
            "content/.DS_Store": b"x",
            "content/.gomd/x.md": "x",
        },
    )
    assert load(root).assets == {
        "content/2024/nyheter/bilder/lampa.jpg": b"\xff\xd8",
        "content/farger.css": b"a{}",
    }


def test_misspelt_key_duplicate_key_and_impossible_day_are_told_in_one_run(root: Path) -> None:
    path = "content/2024/atgarder/belysning.md"
    change(root, path, "published: 2023-12-14", "published: 2024-02-30")
    change(root, path, "places:\n", "plaecs: [x]\ntitle: Ljus\n")
    assert told(root) == [
        f'{path}:4:12: published "2024-02-30" finns inte i kalendern – februari 2024 har 29 dagar',
        f'{path}:6:1: fältet "plaecs" finns inte – menade du "places"? Andra fält: title, summary, published, promise',
        f"{path}:7:1: title står två gånger, först på rad 2 – ta bort den ena",
    ]


def test_faults_in_every_file_are_told_in_order(root: Path) -> None:
    change(root, "mkdocs.yml", "site_name: Löften\n", "")
    change(root, "promises.yaml", "kind: police", "kind: polisen")
    change(root, "content/2024/uppfoljning/kvartal-1.md", ", to: 2024-03-31", "")
    change(root, "content/2024/nyheter/2024-03-01-lampor.md", "status: ongoing", "status: Klar")
    assert told(root) == [
        'content/2024/nyheter/2024-03-01-lampor.md:8:13: status "Klar" finns inte – menade du "done" (genomförd)? Tillåtna: planned (planerad), ongoing (pågår), done (genomförd), partly-done (delvis genomförd), not-done (inte genomförd), not-verifiable (kan inte följas upp)',
        'content/2024/uppfoljning/kvartal-1.md:5:9: to saknas – lägg till "to: …" (Sista dagen, ÅÅÅÅ-MM-DD)',
        'mkdocs.yml:1:1: site_name saknas – skriv till exempel "site_name: Medborgarlöften i Exempelby"',
        'promises.yaml:7:11: kind "polisen" finns inte – menade du "police" (polis)? Tillåtna: police (polis), municipality (kommun), company (bolag), council (råd), unit (enhet), other (annan)',
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: Belysning\n", "", '2:1: title saknas – lägg till "title: …" (Rubriken)'),
        ("title: Belysning\n", "title:\n", "2:1: title är tomt – skriv ett värde (Rubriken)"),
        ("title: Belysning\n", 'title: " "\n', "2:8: title är tomt – skriv ett värde (Rubriken)"),
        ("count: 12", "count: tolv", '9:10: count "tolv" är inget heltal – menade du "12"?'),
        ("  count: 12\n", "", '9:3: count saknas – lägg till "count: …" (Målets antal, med siffror)'),
        (
            "signed: true",
            "signed: ja",
            '7:9: signed "ja" ska vara true (ja) eller false (nej) – menade du "true"?',
        ),
        (
            "places:\n",
            "places:\n  - Nygård\n",
            '7:5: places "Nygård" får bara ha små bokstäver a–z, siffror och enkla bindestreck – menade du "nygard"?',
        ),
        (
            "title: Belysning\n",
            "title: Belysning\nid: x\n",
            "3:1: id skrivs inte i filen (id är filnamnet utan .md) – ta bort raden",
        ),
        (
            "title: Belysning\n",
            "title: Belysning\nstatus: done\n",
            "3:1: status skrivs inte i en åtgärd – läget kommer från nyheter; skriv en nyhet om åtgärden",
        ),
        (
            "title: Belysning\n",
            "title: Belysning: nya lampor\n",
            '2:17: kolon inuti texten – skriv citattecken runt hela värdet: title: "Belysning: nya lampor"',
        ),
    ],
)
def test_fault_in_a_measure_is_told_where_it_stands(root: Path, old: str, new: str, expected: str) -> None:
    path = "content/2024/atgarder/belysning.md"
    change(root, path, old, new)
    assert told(root) == [f"{path}:{expected}"]


def test_values_left_empty_in_a_list_are_told(root: Path) -> None:
    change(root, "promises.yaml", "parties: [polisen]", "parties:\n      - polisen\n      -")
    assert told(root) == [
        "promises.yaml:24:8: raden under parties är tom – skriv ett värde efter - eller ta bort raden"
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("promises.yaml", "promises.yaml saknas – löftena ska stå där"),
        ("mkdocs.yml", "mkdocs.yml saknas – inställningarna ska stå där"),
    ],
)
def test_missing_file_is_told_and_the_others_are_still_read(root: Path, path: str, message: str) -> None:
    (root / path).unlink()
    write(root, {"content/om.md": ""})
    assert told(root) == [
        "content/om.md:1:1: filen är tom – skriv fälten mellan två rader med --- och texten under dem",
        f"{path}:1:1: {message}",
    ]


def test_empty_folder_is_told(tmp_path: Path) -> None:
    assert told(tmp_path) == [
        "content:1:1: mappen content/ saknas – texterna ska ligga där",
        "mkdocs.yml:1:1: mkdocs.yml saknas – inställningarna ska stå där",
        "promises.yaml:1:1: promises.yaml saknas – löftena ska stå där",
    ]


def test_folder_in_the_place_of_promises_is_told(root: Path) -> None:
    (root / "promises.yaml").unlink()
    (root / "promises.yaml").mkdir()
    assert told(root) == [
        "promises.yaml:1:1: filen går inte att läsa – kontrollera att det är en vanlig fil, och att du har rätt att läsa den"
    ]


@pytest.mark.parametrize(
    "text", ["agreements: x\n", "agreements:\n  - x\n", "agreements:\n", "- a\n", "x: [\n"]
)
def test_broken_promises_do_not_make_right_texts_wrong(root: Path, text: str) -> None:
    (root / "promises.yaml").write_text(text, encoding="utf-8")
    content = read(root)
    assert content.whole is None
    assert {problem.path for problem in content.problems} == {"promises.yaml"}


def test_reserved_id_of_an_agreement_is_told(root: Path) -> None:
    change(root, "promises.yaml", 'id: "2024"', "id: arkiv")
    assert (
        'promises.yaml:9:9: id "arkiv" är upptaget av webbplatsens sida /arkiv/ – välj ett annat, till exempel "2024"'
        in told(root)
    )


def test_misplaced_files_are_told(root: Path) -> None:
    text = "---\ntitle: x\nsummary: x\n---\n"
    write(root, {"content/2024/nyhet/2024-03-01-x.md": text, "content/2025/atgarder/x.md": text})
    assert told(root) == [
        'content/2024/nyhet/2024-03-01-x.md:1:1: mappen "nyhet" finns inte – menade du content/2024/nyheter/?',
        'content/2025/atgarder/x.md:1:1: löftet "2025" finns inte i promises.yaml – skriv in löftet där eller flytta filen. Löften där: 2024',
    ]


def test_two_files_with_one_address_are_told(root: Path) -> None:
    text = "---\ntitle: x\nsummary: x\n---\n"
    write(root, {"content/om.md": text, "content/om/index.md": text})
    assert told(root) == [
        "content/om.md:1:1: sidan får samma adress som content/om/index.md – ta bort eller byt namn på den ena"
    ]


def test_links_out_of_content_are_refused(root: Path) -> None:
    (root / "content/hemlig.md").symlink_to(root / "promises.yaml")
    (root / "content/utanfor").symlink_to(root)
    (root / "content/trasig.md").symlink_to(root / "content/finns-inte.md")
    message = "filen är en länk ut ur content/ – lägg in själva filen i stället"
    assert told(root) == [
        f"content/hemlig.md:1:1: {message}",
        f"content/trasig.md:1:1: {message}",
        f"content/utanfor:1:1: {message}",
    ]


def test_link_to_a_file_within_content_is_read(root: Path) -> None:
    write(root, {"content/bild.png": b"x"})
    (root / "content/2024/bild.png").symlink_to(root / "content/bild.png")
    assert load(root).assets == {"content/2024/bild.png": b"x", "content/bild.png": b"x"}


def test_what_is_no_ordinary_file_is_refused(root: Path) -> None:
    os.mkfifo(root / "content/ror.md")
    assert told(root) == ["content/ror.md:1:1: det här är ingen vanlig fil – ta bort den"]


def test_file_name_that_is_not_utf_8_is_refused(root: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(root / "content") + b"/bl\xe5.md")).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    assert told(root) == ["content/bl\ufffd.md:1:1: filnamnet är inte skrivet med UTF-8 – byt namn på filen"]


@pytest.mark.parametrize(
    "raw", [b"", b"\x00", b"\xff\xfe\x00", b"---\n" + b"[" * 9999, b"---\n- a\n---\n", b"\xe5"]
)
def test_no_bytes_in_a_text_or_in_promises_raise(root: Path, raw: bytes) -> None:
    write(root, {"content/om.md": raw, "promises.yaml": raw, "mkdocs.yml": raw})
    content = read(root)
    assert content.whole is None
    assert {problem.path for problem in content.problems} == {"content/om.md", "mkdocs.yml", "promises.yaml"}

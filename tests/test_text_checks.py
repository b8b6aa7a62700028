"""Claims about the rules on Markdown texts: what is told, where, and how to mend it."""

from __future__ import annotations

import pytest

from loften.checks.text_checks import check_bodies
from loften.prose.links import AddressBook
from loften.prose.texts import markdown_texts
from loften.reading.source import read_yaml
from loften.records.problems import in_order
from loften.records.promises_file import PromisesFile
from loften.records.settings import Settings
from loften.records.site import Site
from loften.records.texts import Measure, TextPage, Update

NEWS = "content/2024/nyheter/2024-05-02-lampor.md"

PROMISES = """\
municipality: {name: Exempels kommun, short_name: Exempel}
contacts: [{id: kommunen, name: Kommunen, phone: 0221-25 00 00, email: kontakt@exempel.se}]
parties:
  - {id: polisen, name: Polisen, kind: police}
agreements:
  - id: "2024"
    title: Medborgarlöfte 2024
    summary: Vi lovar.
    period: {from: 2024-01-01, to: 2024-12-31}
    signing:
      date: 2023-12-14
      place: Exempel
      by: [{name: A B, role: polischef, party: polisen}]
    parties: [polisen]
    promises:
      - id: trygghet
        title: Trygghet
        summary: Vi lovar trygghet.
"""

BOOK = AddressBook(
    pages={
        "content/om.md": "om/",
        "content/2024/atgarder/narvaro-pa-platser.md": "2024/atgarder/narvaro-pa-platser/",
        "content/2024/atgarder/sommarnarvaro.md": "2024/atgarder/sommarnarvaro/",
        NEWS: "2024/nyheter/2024-05-02-lampor/",
    },
    addresses=frozenset(
        {
            *("", "om/", "ordlista/", "2024/", "2024/atgarder/", "2024/atgarder/narvaro-pa-platser/"),
            *("2024/atgarder/sommarnarvaro/", "2024/nyheter/2024-05-02-lampor/"),
        }
    ),
    files=frozenset({"rss.xml", "2024/nyheter/bilder/Lampa.jpg", "2024/nyheter/bilder/stor.jpg"}),
    anchors={"ordlista/": frozenset({"bra", "embrace"})},
)


def measure(name: str, **fields: object) -> Measure:
    place = {"path": f"content/2024/atgarder/{name}.md", "agreement": "2024", "id": name}
    words = {"title": "Närvaro", "summary": "Kort.", "published": "2024-01-01", "promise": "trygghet"}
    return Measure.model_validate({**place, **words, "body": "", "body_line": 8, **fields})


def site_with(body: str, *, promises: str = PROMISES) -> Site:
    """A site whose one piece of news has this body from line 7 of its file."""
    document, problems = read_yaml("promises.yaml", promises.encode())
    assert document is not None
    assert problems == ()
    update = {"path": NEWS, "agreement": "2024", "id": "2024-05-02-lampor", "body": body, "body_line": 7}
    words = {"title": "Nya lampor", "summary": "Kort.", "kind": "information", "published": "2024-05-02"}
    page = {"path": "content/om.md", "agreement": "", "id": "om", "body": "## Så gör vi\n", "body_line": 4}
    return Site(
        settings=Settings(
            site_name="Exempel",
            site_address="https://org.github.io/p/",
            tag_authority="exempel.se,2024",
            repository=None,
            branch="main",
        ),
        promises_file=PromisesFile.model_validate(document.data),
        measures=(
            measure("narvaro-pa-platser"),
            measure("sommarnarvaro", former_addresses=["2024/atgarder/narvaro-sommar"]),
        ),
        updates=(Update.model_validate({**update, **words}),),
        follow_ups=(),
        pages=(TextPage.model_validate({**page, "title": "Om", "summary": "Om."}),),
        assets={
            "content/2024/nyheter/bilder/Lampa.jpg": b"",
            "content/2024/nyheter/bilder/stor.jpg": bytes(2_340_000),
        },
        documents={"promises.yaml": document},
    )


def told(body: str, *, book: AddressBook = BOOK) -> list[str]:
    """Every problem in the news, as `line:column: message`."""
    problems = in_order(check_bodies(site_with(body), book))
    return [str(problem).removeprefix(f"{NEWS}:") for problem in problems]


def test_a_text_without_fault_is_told_nothing() -> None:
    assert (
        told(
            "Se [sommarnärvaro](../atgarder/sommarnarvaro.md), [ordlistan](/ordlista/#bra) och "
            "[så gör vi](/om/#sa-gor-vi).\n\n"
            "## Bilden\n\n![En lampa lyser](bilder/Lampa.jpg)\n\n### Mer\n\n"
            "[Till bilden](#bilden), [mejla kommunen](mailto:kommun@exempel.se), [ring 114 14](tel:11414), "
            "[flödet](/rss.xml), [Polisen](https://polisen.se/#x), [start](/).\n\n"
            "| Plats | Antal |\n| --- | --- |\n| Torget | 3 < 4 |\n\n"
            "Kod: `<b>` och `[a](b c.md)`. Ett [sic] (se nedan) och 3 <4>.\n\n1. ett\n2. två\n\n"
            "**Obs!**\n\n**Vi** ses på [torget][1] och `www.exempel.se`.\n\n- Ett stycke.\n\n  Ett till.\n\n"
            "---\n\nEfter linjen: nu.\n\n[1]: /om/"
        )
        == []
    )


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        pytest.param(
            "Se [sommaren](../atgarder/somarnarvaro.md).",
            [
                '7:4: länken går till "../atgarder/somarnarvaro.md", som inte finns – menade du '
                '"../atgarder/sommarnarvaro.md"?'
            ],
            id="a misspelt page",
        ),
        pytest.param(
            "[sommaren](sommarnarvaro.md)",
            [
                '7:1: länken går till "sommarnarvaro.md", som inte finns – menade du '
                '"../atgarder/sommarnarvaro.md"?'
            ],
            id="a page in another folder",
        ),
        pytest.param(
            "[sommaren](/2024/atgarder/sommarnarvro/)",
            [
                '7:1: länken går till "/2024/atgarder/sommarnarvro/", som inte finns – menade du '
                '"/2024/atgarder/sommarnarvaro/"?'
            ],
            id="a misspelt address",
        ),
        pytest.param(
            "[sommaren](../atgarder/narvaro-sommar.md)",
            [
                '7:1: länken går till "../atgarder/narvaro-sommar.md", som inte finns. Sidan har bytt namn: '
                'skriv "../atgarder/sommarnarvaro.md"'
            ],
            id="a renamed page",
        ),
        pytest.param(
            "[x y](/zzz/)",
            ['7:1: länken går till "/zzz/", som inte finns. Kontrollera mappen och filens namn'],
            id="a page like no other",
        ),
        pytest.param(
            "rad\nrad [dokumentet](bilder/dokument.pdf)",
            [
                '8:5: länken går till "bilder/dokument.pdf", som inte finns. Kontrollera mappen och filens '
                "namn"
            ],
            id="a missing file",
        ),
        pytest.param(
            "[så gör vi](../../om.md#sa-gjorde-vi)",
            ['7:1: rubriken "#sa-gjorde-vi" finns inte på den sidan – menade du "../../om.md#sa-gor-vi"?'],
            id="an anchor on another page",
        ),
        pytest.param(
            "[Brå](/ordlista/#xyz)",
            [
                '7:1: rubriken "#xyz" finns inte på den sidan. Skriv den som den står i rubrikens adress, '
                "med a–z, siffror och bindestreck"
            ],
            id="an anchor on a generated page",
        ),
        pytest.param(
            "[ner](#Mål)\n\n## Mål",
            ['7:1: rubriken "#Mål" finns inte i texten – menade du "#mal"?'],
            id="an anchor in the text",
        ),
        pytest.param(
            r"[fil](C:\Users\anna\lampa.jpg) [fil](file:///C:/lampa.jpg)",
            [
                f"7:{column}: länken går till en fil på din egen dator eller i ert nät, som ingen annan kan "
                "öppna. Lägg filen i mappen content och länka till den därifrån, till exempel "
                "bilder/lampor.jpg"
                for column in (1, 32)
            ],
            id="a file on the editor's computer",
        ),
        pytest.param(
            r"[om](..\..\om.md)",
            ["7:1: länkens adress har omvända snedstreck. Skriv / i stället"],
            id="backslashes",
        ),
        pytest.param(
            "[om](javascript:alert)",
            [
                '7:1: en länk får inte börja med "javascript:". Tillåtna: http, https, mailto, tel, eller en '
                "sida här"
            ],
            id="a script",
        ),
        pytest.param(
            "[Polisen](www.polisen.se) [Brå](//bra.se)",
            [
                '7:1: länken saknar https:// – skriv "https://www.polisen.se"',
                '7:27: länken saknar https:// – skriv "https://bra.se"',
            ],
            id="no scheme",
        ),
        pytest.param(
            "[mejla](anna@exempel.se)",
            [],
            id="a mailbox of somebody, which the guard against personal data tells of",
        ),
        pytest.param(
            "[mejla](kontakt@exempel.se)",
            ["7:1: länken går till en e-postadress. Skriv mailto: före adressen"],
            id="a mailbox of the contacts",
        ),
        pytest.param(
            "[ring](0221250000)",
            ["7:1: länken går till ett telefonnummer. Skriv tel: före numret"],
            id="a telephone of the contacts",
        ),
        pytest.param(
            "[Om](https://org.github.io/p/om/)",
            [
                '7:1: länken går till den här webbplatsens egen adress. Skriv "/om/", så håller den även om '
                "webbplatsen flyttar"
            ],
            id="the site's own address",
        ),
        pytest.param(
            "![En lampa](bilder/ny lampa.jpg)",
            [
                "7:13: länkens adress innehåller mellanslag, så länken fungerar inte. Ta bort dem; heter "
                "filen så, byt först dess namn"
            ],
            id="spaces in an address",
        ),
        pytest.param(
            "[Polisen] (https://polisen.se)",
            ["7:9: det står mellanslag mellan länkens text och adress. Skriv dem tätt ihop: [text](adress)"],
            id="a space before the address",
        ),
        pytest.param(
            "[Klicka här](/om/) och [läs mer…](/om/)",
            [
                f'7:{column}: länktexten "{words}" säger inte vart länken går. Skriv till exempel sidans '
                "rubrik i stället"
                for column, words in ((1, "Klicka här"), (24, "läs mer…"))
            ],
            id="empty words",
        ),
        pytest.param(
            "[](/om/)",
            ["7:1: länken saknar text. Skriv vart den går: [Polisens tipssida](…)"],
            id="no words",
        ),
        pytest.param(
            "<https://polisen.se/tipsa>",
            [
                "7:1: varning: länken visas som en webbadress. Skriv vart den går: "
                "[Polisens tipssida](https://…)"
            ],
            id="an address for words",
        ),
        pytest.param(
            "text ![](bilder/Lampa.jpg)",
            [
                "7:6: bilden saknar alt-text. Skriv vad den visar mellan hakparenteserna: "
                "![…](bilder/Lampa.jpg)"
            ],
            id="no alternative text",
        ),
        pytest.param(
            "![lampa.jpg](bilder/Lampa.jpg)",
            ["7:1: alt-texten är filens namn. Skriv i stället vad bilden visar"],
            id="a file name for alternative text",
        ),
        pytest.param(
            "![En lampa](bilder/lampa.JPG)",
            [
                '7:1: bildfilen "bilder/lampa.JPG" finns inte. Stora och små bokstäver måste stämma: skriv '
                '"bilder/Lampa.jpg"'
            ],
            id="wrong letter case",
        ),
        pytest.param(
            "![En lampa](bilder/Lampan.jpg)",
            ['7:1: bildfilen "bilder/Lampan.jpg" finns inte – menade du "bilder/Lampa.jpg"?'],
            id="a missing picture",
        ),
        pytest.param(
            "![En lampa](/om/)",
            ['7:1: bildfilen "/om/" finns inte. Kontrollera mappen och filens namn'],
            id="a page for a picture",
        ),
        pytest.param(
            "![En lampa](bilder/stor.jpg)",
            [],
            id="a large picture, which is told of the picture itself",
        ),
        pytest.param(
            "![En lampa](https://exempel.se/a.jpg)",
            [
                "7:1: bilden hämtas från en annan webbplats. Spara bilden som en fil (högerklicka på den och "
                "välj Spara bild som), lägg filen i mappen bilder bredvid texten och skriv "
                "![Vad bilden visar](bilder/filens-namn.jpg)"
            ],
            id="a picture elsewhere",
        ),
        pytest.param(
            "# Nya lampor\n\n# Mer",
            [
                "7:1: texten börjar med sidans rubrik, som redan visas ovanför. Ta bort raden",
                "9:1: rubriken har nivå 1, som är sidans egen rubrik. Skriv ## i stället för #",
            ],
            id="the title again",
        ),
        pytest.param(
            "**Nya lampor.**\n\nText.",
            ["7:1: texten börjar med sidans rubrik, som redan visas ovanför. Ta bort raden"],
            id="the title again in bold",
        ),
        pytest.param(
            "### A\n\n## B\n\n#### C\n\n##D",
            [
                "7:1: rubriken hoppar till nivå 3. Skriv ## i stället för ###",
                "11:1: rubriken hoppar från nivå 2 till nivå 4. Skriv ### i stället för ####",
                "13:1: raden blir ingen rubrik utan mellanslag efter ##. Skriv ## Rubrik",
            ],
            id="levels",
        ),
        pytest.param(
            'Text <b class="x">fet</b>\n<br>',
            [
                "7:6: HTML får inte stå i texten: <b>. Ta bort taggen och skriv i Markdown, till exempel "
                "**fet** eller [text](adress)",
                "8:1: HTML får inte stå i texten: <br>. Skriv en tom rad för ett nytt stycke, eller en lista "
                "med - på varje rad",
            ],
            id="tags",
        ),
        pytest.param(
            "<!-- dold\n\nkommentar -->",
            [
                "7:1: HTML-kommentarer får inte stå i texten, besökaren skulle se dem. Ta bort allt från "
                "<!-- till och med -->"
            ],
            id="a comment",
        ),
        pytest.param(
            "Så här:\n\nPlats\tAntal\nTorget\t3",
            [
                "9:1: tabellen visas inte, för den är inklistrad med tabbar, till exempel från Word. "
                "Skriv raderna som | Plats | Antal |, och | --- | --- | under den första"
            ],
            id="a table from Word",
        ),
        pytest.param(
            "+-----+---+\n| a   | b |\n+-----+---+",
            [
                "7:1: tabellen visas inte, för den är ritad med +---+. Skriv raderna som "
                "| Plats | Antal |, och | --- | --- | under den första"
            ],
            id="a drawn table",
        ),
        pytest.param(
            "Så här:\n•\tett\n•\ttvå",
            [
                '8:1: raden börjar med "•" och blir ingen punktlista. Skriv - och mellanslag först på varje '
                "rad"
            ],
            id="pasted bullets",
        ),
        pytest.param(
            "text\n<<<<<<< HEAD\n# a\n=======\n<b>\n>>>>>>> gren",
            [
                "8:1: här står märken från en krock mellan två versioner (<<<<<<<, ======= och >>>>>>>). "
                "Behåll den version som gäller och ta bort den andra och alla tre märkesraderna"
            ],
            id="a conflict",
        ),
    ],
)
def test_a_fault_is_told_where_it_stands(body: str, messages: list[str]) -> None:
    assert told(body) == messages


def test_texts_in_promises_yaml_are_checked_on_their_own_lines() -> None:
    promises = PROMISES + (
        "        problem: Läs <b>mer</b> om löftet.\n"
        "        goal: |\n"
        "\n"
        "          Först ett stycke.\n"
        "\n"
        "          Sedan [här](/om/).\n"
    )
    problems = in_order(check_bodies(site_with("", promises=promises), BOOK))
    assert [str(problem) for problem in problems] == [
        "promises.yaml:19:18: HTML får inte stå i texten: <b>. Ta bort taggen och skriv i Markdown, till "
        "exempel **fet** eller [text](adress)",
        'promises.yaml:24:17: länktexten "här" säger inte vart länken går. Skriv till exempel sidans rubrik '
        "i stället",
    ]


def test_every_markdown_field_of_promises_yaml_is_a_text() -> None:
    promises = PROMISES.replace(
        "    promises:\n",
        "    text: om året\n"
        "    focus_areas:\n"
        "      - {id: torget, title: Torget, summary: Kort., text: om torget, causes: orsaker}\n"
        "    promises:\n",
    ) + ("        problem: varför\n        goal: mål\n        text: mer\n")
    texts = [text.text for text in markdown_texts(site_with("nyheten", promises=promises))]
    assert texts == [
        *("", "", "nyheten", "## Så gör vi\n"),
        *("om året", "om torget", "orsaker", "varför", "mål", "mer"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "[mejla] (anna@exempel.se)[/x] <b>",
        "[ring](0221123456) [här](/x)",
        "[ring](tel:0221 12 34 56)",
        '<a href="mailto:anna@exempel.se">Anna</a>',
        "[Anna] (mailto:anna@exempel.se) <b data-tel=0221123456>",
    ],
)
def test_a_message_never_repeats_an_address_or_a_number_of_a_person(body: str) -> None:
    messages = "".join(told(body))
    assert messages
    assert "anna" not in messages
    assert "0221" not in messages


def test_hostile_texts_are_told_of_and_break_nothing() -> None:
    body = "[" * 300 + "![" * 300 + "<" * 300 + "|" * 300 + "\x00{{ }} 😀 \t\t](((\n>" + "> " * 300 + "#" * 9
    assert isinstance(told(body), list)

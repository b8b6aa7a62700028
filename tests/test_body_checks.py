"""Claims about the rules on Markdown texts: what is told, where, and how to mend it."""

from __future__ import annotations

import pytest

from loften import body_checks
from loften.body_checks import check_bodies
from loften.markdown import AddressBook
from loften.model import Measure, PromisesFile, TextPage, Update
from loften.problems import in_order
from loften.settings import Settings
from loften.site import Site
from loften.source import Document, read_yaml

NEWS = "content/2024/nyheter/2024-05-02-lampor.md"

PROMISES_YAML = """\
municipality: {name: Exempels kommun, short_name: Exempel}
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
    text: Läs <b>mer</b> om löftet.
    focus_areas:
      - id: torget
        title: Torget
        summary: Torget.
        causes: |

          Först ett stycke.

          Sedan [här](/om/).
    promises:
      - id: trygghet
        title: Trygghet
        summary: Vi lovar trygghet.
        goal: |
          # Mål
"""


def measure(name: str, body: str = "", **fields: object) -> Measure:
    return Measure.model_validate(
        {
            "path": f"content/2024/atgarder/{name}.md",
            "agreement": "2024",
            "id": name,
            "body": body,
            "body_line": 8,
            "title": "Närvaro",
            "summary": "Kort.",
            "published": "2024-01-01",
            "promise": "trygghet",
            **fields,
        }
    )


def site_with(body: str, *, document: Document | None = None) -> Site:
    """A site whose one piece of news has this body from line 7 of its file."""
    update = Update.model_validate(
        {
            "path": NEWS,
            "agreement": "2024",
            "id": "2024-05-02-lampor",
            "body": body,
            "body_line": 7,
            "title": "Nya lampor",
            "summary": "Kort.",
            "kind": "information",
            "published": "2024-05-02",
        }
    )
    page = TextPage.model_validate(
        {
            "path": "content/om.md",
            "agreement": "",
            "id": "om",
            "body": "## Så gör vi\n",
            "body_line": 4,
            "title": "Om",
            "summary": "Om.",
        }
    )
    yaml = document or read_yaml("promises.yaml", PROMISES_YAML.encode())[0]
    assert yaml is not None
    data = dict(yaml.data)
    if document is None:
        data["agreements"] = [{"text": None, **_without_texts(PROMISES_YAML)}]
    return Site(
        settings=Settings(
            site_name="Exempel",
            site_address="https://org.github.io/p/",
            tag_authority="exempel.se,2024",
            repository=None,
            branch="main",
        ),
        promises_file=PromisesFile.model_validate(data),
        measures=(
            measure("narvaro-pa-platser"),
            measure("sommarnarvaro", former_addresses=["2024/atgarder/narvaro-sommar"]),
        ),
        updates=(update,),
        follow_ups=(),
        pages=(page,),
        assets={"content/2024/nyheter/bilder/Lampa.jpg": b"", "content/2024/nyheter/bilder/stor.jpg": bytes(2_340_000)},
        documents={} if document is None else {"promises.yaml": document},
    )

"""Rules on what is published besides the texts: other files under content/, and the links of the footer."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from loften.catalogue import addresses
from loften.catalogue.entries import catalogue
from loften.checks.references import closest
from loften.privacy.guard import TEXT_EXTENSIONS
from loften.privacy.images import PICTURE_EXTENSIONS
from loften.prose.links import has_allowed_scheme, is_external
from loften.records.documents import SETTINGS
from loften.records.problems import Problem
from loften.records.rules import rule
from loften.records.site import Site

PDF = ".pdf"


@rule(
    "files-are-of-known-kinds",
    what="I content ligger bara texter (md), bilder (jpg, png, webp, gif) och filer som slutar på pdf, csv, "
    "txt eller css.",
    why="Allt som ligger där publiceras. Andra slags filer kan granskningen inte läsa.",
    mend="Ta bort filen, eller spara dokumentet som pdf.",
    example="content/2024/nyheter/bilder/lampor-vid-stationen.jpg",
)
def check_kinds_of_files(site: Site) -> Iterator[Problem]:
    """Beside texts only pictures, PDF, CSV, TXT and CSS lie under content/.

    Everything there is published as it is: a page or script of somebody's own would pass unread.
    """
    for path in site.assets:
        extension = posixpath.splitext(path)[1].lower()
        if extension not in PICTURE_EXTENSIONS | TEXT_EXTENSIONS | {PDF}:
            shown = f'"{extension}"' if extension else "utan filändelse"
            yield Problem(
                path=path,
                fault=f"filer {shown} går inte att ha under content/, för de skulle publiceras utan att "
                "granskas",
                remedy="Ta bort filen. Tillåtna: texter (md), bilder (jpg, png, webp, gif), pdf, csv, txt "
                "och css",
            )


@rule(
    "footer-link-leads-somewhere",
    what="En länk i sidfoten (footer_links i mkdocs.yml) leder till en sida eller fil här, eller börjar med "
    "https://, http://, mailto: eller tel:.",
    why="Sidfoten står på varje sida, så en länk som är fel syns överallt.",
    mend="Skriv både title och url. En adress här räknas från startsidan, utan snedstreck först.",
    example="extra:\n  footer_links:\n    - title: Kontakt\n      url: kontakt/",
)
def check_footer_links(site: Site) -> Iterator[Problem]:
    """Each link in the footer leads to a page or file of the site, or to a web or e-mail address."""
    document = site.documents.get(SETTINGS)
    extra = document.data.get("extra") if document else None
    links = extra.get("footer_links") if isinstance(extra, dict) else None
    files = {path.removeprefix("content/") for path in site.assets} | {addresses.FEED}
    known = catalogue(site).addresses | files
    for number, link in enumerate(links if isinstance(links, list) else ()):
        url = link.get("url") if isinstance(link, dict) else None
        if not isinstance(url, str):
            yield site.problem_at(
                SETTINGS, "extra", "footer_links", number, fault="länken behöver title och url"
            )
            continue
        at = ("extra", "footer_links", number, "url")
        if not has_allowed_scheme(url):
            yield site.problem_at(
                SETTINGS, *at, fault="url får bara börja med https://, http://, mailto: eller tel:"
            )
        elif not is_external(url) and url.partition("#")[0] not in known:
            near = closest(url, sorted(known))
            yield site.problem_at(
                SETTINGS,
                *at,
                fault=f'url "{url}" leder inte till någon sida',
                remedy=f'menade du "{near}"?' if near else "Skriv adressen räknad från startsidan",
            )

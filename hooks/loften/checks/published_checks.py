"""Rules on what is published besides the texts: other files under content/, and the links of the footer."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator

from loften import addresses
from loften.checks.references import closest, problem_at
from loften.links import has_allowed_scheme, is_external
from loften.privacy.guard import TEXT_EXTENSIONS
from loften.privacy.images import PICTURE_EXTENSIONS
from loften.problems import Problem, warning
from loften.settings import SETTINGS
from loften.site import Site

PDF = ".pdf"


def check_kinds_of_files(site: Site, _today: dt.date) -> Iterator[Problem]:
    """Beside texts only pictures, PDF, CSV, TXT and CSS lie under content/.

    Everything there is published as it is: a page or script of somebody's own would pass unread.
    """
    for path in site.assets:
        extension = posixpath.splitext(path)[1].lower()
        if extension == PDF:
            yield warning(
                path=path,
                message="granskningen läser inte innehållet i pdf-filer. Kontrollera själv att den inte "
                "innehåller personuppgifter",
            )
        elif extension not in PICTURE_EXTENSIONS | TEXT_EXTENSIONS:
            shown = f'"{extension}"' if extension else "utan filändelse"
            yield Problem(
                path=path,
                message=f"filer {shown} går inte att ha under content/, för de skulle publiceras utan att "
                "granskas. Ta bort filen. Tillåtna: texter (md), bilder (jpg, png, webp, gif), pdf, csv, txt "
                "och css",
            )


def check_footer_links(site: Site, _today: dt.date) -> Iterator[Problem]:
    """Each link in the footer leads to a page or file of the site, or to a web or e-mail address."""
    document = site.documents.get(SETTINGS)
    extra = document.data.get("extra") if document else None
    links = extra.get("footer_links") if isinstance(extra, dict) else None
    files = {path.removeprefix("content/") for path in site.assets} | {addresses.FEED}
    known = addresses.page_addresses(site) | files
    for number, link in enumerate(links if isinstance(links, list) else ()):
        url = link.get("url") if isinstance(link, dict) else None
        if not isinstance(url, str):
            message = "länken behöver title och url"
            yield problem_at(site, SETTINGS, "extra", "footer_links", number, message=message)
            continue
        at = ("extra", "footer_links", number, "url")
        if not has_allowed_scheme(url):
            message = "url får bara börja med https://, http://, mailto: eller tel:"
            yield problem_at(site, SETTINGS, *at, message=message)
        elif not is_external(url) and url.partition("#")[0] not in known:
            near = closest(url, sorted(known))
            advice = f' – menade du "{near}"?' if near else ". Skriv adressen räknad från startsidan"
            yield problem_at(site, SETTINGS, *at, message=f'url "{url}" leder inte till någon sida{advice}')

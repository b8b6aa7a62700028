"""What the owner of a site decides once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings in mkdocs.yml that the product itself uses.

    `site_name` and `site_address` are MkDocs's own `site_name` and `site_url` (the address ends with a slash
    and may carry a path, https://org.github.io/project/). The rest stands under `extra:`. `tag_authority` is
    the authority of every feed id, a domain name or e-mail address the owner held on the date after the
    comma (RFC 4151 §2.1): `kommunen.se,2024`. `repository` is the address of the repository on the web, None
    while the owner has not set one; `branch` the branch that is published. `today` fixes the day that an
    example is built for; None on a real site, which is built for the day of the clock.
    """

    site_name: str
    site_address: str
    tag_authority: str
    repository: str | None
    branch: str
    today: dt.date | None = None


def unset(settings: Settings) -> tuple[str, ...]:
    """The names in mkdocs.yml of settings that only an example has.

    They are those whose host is a placeholder (`.example`, RFC 2606 §2), and a fixed day. A site with such
    settings can be built and tried, but not published: its addresses and feed ids would be permanent and
    wrong, and its day would never pass.
    """
    hosts = {
        "site_url": urlsplit(settings.site_address).hostname or "",
        "extra.tag_authority": settings.tag_authority.partition(",")[0].rpartition("@")[2],
    }
    placeholders = [name for name, host in hosts.items() if host.lower().endswith(".example")]
    return (*placeholders, *(("extra.today",) if settings.today else ()))

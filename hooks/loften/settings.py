"""The settings in mkdocs.yml that the product itself uses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the owner decides once.

    `site_name` and `site_address` are MkDocs's own `site_name` and `site_url` (the address ends with a slash
    and may carry a path, https://org.github.io/project/). The rest stands under `extra:`. `tag_authority` is
    the authority of every feed id, a domain name or e-mail address the owner held on the date after the
    comma (RFC 4151 §2.1): `koping.se,2024`. `repository` is the address of the repository on the web, None
    while the owner has not set one; `branch` the branch that is published.
    """

    site_name: str
    site_address: str
    tag_authority: str
    repository: str | None
    branch: str

"""mkdocs.yml -> the settings that the product itself uses, or every problem."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from loften.reading import rules
from loften.reading.rules import Breach
from loften.reading.source import read_yaml
from loften.records.documents import SETTINGS, Document
from loften.records.problems import Problem
from loften.records.settings import Settings

_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
_TAG_AUTHORITY = re.compile(
    rf"(?:[A-Za-z0-9._-]+@)?(?P<host>{_HOST}),(?P<date>[0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}})?)?)"
)
_ADDRESS = re.compile(rf"https?://(?:{_HOST}|localhost)(?::[0-9]+)?(?:/[^\s?#]*)?")


def settings_document(root: Path) -> Document | None:
    """mkdocs.yml as it is written, None if it cannot be read; `read_settings` tells why."""
    try:
        return read_yaml(SETTINGS, (root / SETTINGS).read_bytes(), is_lenient=True)[0]
    except OSError:
        return None


def read_settings(root: Path) -> tuple[Settings | None, tuple[Problem, ...]]:
    """The settings in mkdocs.yml in the folder `root`, None with every problem if any is missing or wrong.

    Everything else in the file belongs to MkDocs and is not looked at.
    """
    try:
        raw = (root / SETTINGS).read_bytes()
    except FileNotFoundError:
        return None, (_unread(f"{SETTINGS} saknas", "inställningarna ska stå där"),)
    except OSError:
        remedy = "kontrollera att det är en fil, och att du har rätt att läsa den"
        return None, (_unread("filen går inte att läsa", remedy),)
    document, problems = read_yaml(SETTINGS, raw, is_lenient=True)
    if document is None:
        return None, problems
    reader = _Reader(document, list(problems))
    settings = Settings(
        site_name=reader.text("site_name", example="Medborgarlöften i Exempelby"),
        site_address=reader.site_address(),
        tag_authority=reader.tag_authority(),
        repository=reader.repository(),
        branch=reader.optional("extra", "branch") or "main",
        today=reader.today(),
    )
    return (None if reader.problems else settings), tuple(reader.problems)


def _unread(fault: str, remedy: str) -> Problem:
    return Breach(rules.FILES_CAN_BE_READ, fault, remedy).problem(SETTINGS)


class _Reader:
    """Picks settings out of the document and notes what is wrong with them; a faulty one reads as ""."""

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        self._document = document
        self.problems = problems

    def optional(self, *keys: str) -> str:
        """The setting's text, "" if it is absent or empty."""
        value: object = self._document.data
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        if value is None:
            return ""
        if isinstance(value, str):
            return value.strip()
        self._refuse(keys, f"{'.'.join(keys)} ska vara en text")
        return ""

    def text(self, *keys: str, example: str) -> str:
        """The setting's text, which must be there."""
        before = len(self.problems)
        value = self.optional(*keys)
        if not value and len(self.problems) == before:
            self._refuse(keys, f"{'.'.join(keys)} saknas", f'skriv till exempel "{keys[-1]}: {example}"')
        return value

    def site_address(self) -> str:
        address = self.text("site_url", example="https://www.kommunen.se/medborgarloften/")
        if address and not _ADDRESS.fullmatch(address):
            self._refuse(
                ("site_url",),
                f'site_url "{address}" är ingen webbadress',
                'skriv till exempel "https://www.kommunen.se/medborgarloften/"',
            )
        return address if address.endswith("/") else f"{address}/"

    def tag_authority(self) -> str:
        authority = self.text("extra", "tag_authority", example="kommunen.se,2024")
        match = _TAG_AUTHORITY.fullmatch(authority)
        if authority and not (match and _is_date(match["date"])):
            self._refuse(
                ("extra", "tag_authority"),
                f'extra.tag_authority "{authority}" har fel form',
                "skriv ett domännamn, ett komma och ett år då ni hade domänen, till exempel "
                '"kommunen.se,2024"',
            )
        return authority

    def repository(self) -> str | None:
        address = self.optional("extra", "repository")
        if address and not _ADDRESS.fullmatch(address):
            self._refuse(
                ("extra", "repository"),
                f'extra.repository "{address}" är ingen webbadress',
                'skriv till exempel "https://github.com/kommunen/medborgarloften", eller lämna raden tom',
            )
        return address.rstrip("/") or None

    def today(self) -> dt.date | None:
        text = self.optional("extra", "today")
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError:
            self._refuse(("extra", "today"), f'extra.today "{text}" är ingen dag', "skriv ÅÅÅÅ-MM-DD")
            return None

    def _refuse(self, keys: tuple[str, ...], fault: str, remedy: str = "") -> None:
        breach = Breach(rules.SETTINGS_ARE_FILLED_IN, fault, remedy)
        self.problems.append(breach.problem(self._document.path, *self._document.position(keys)))


def _is_date(text: str) -> bool:
    """Whether a year, month or day (RFC 4151 §2.1) is in the calendar."""
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])
    except ValueError:
        return False
    return True

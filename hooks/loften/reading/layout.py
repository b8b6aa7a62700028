"""Which file holds what: the folders and file names under content/, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from loften.catalogue.page_kinds import FOLDERS, RESERVED, RESERVED_IN_AGREEMENT, WORD_FOR_WORD
from loften.reading import rules, suggestions
from loften.reading.rules import Breach
from loften.records.texts import FileRecord, TextPage, Update, WordForWord

PLACEHOLDER = "skriv-namn-har"
"""The name in the template of a new text, to be replaced before the text is saved."""

_TEXT_SUFFIXES = frozenset(
    ("", ".doc", ".docx", ".htm", ".html", ".odt", ".pages", ".rtf", ".txt", ".yaml", ".yml")
)
_MARKDOWN_SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd"))
_SWEDISH_FOLDERS = {
    "atgard": "atgarder",
    "measures": "atgarder",
    "aktuellt": "nyheter",
    "news": "nyheter",
    "nyhet": "nyheter",
    "updates": "nyheter",
    "uppfoljningar": "uppfoljning",
}


@dataclass(frozen=True, kw_only=True)
class TextFile:
    """A file that holds a record: which kind, whose agreement ("" for none), and its id."""

    kind: type[FileRecord]
    agreement: str
    id: str


class Misplaced(Breach):
    """What is wrong with where a file lies or with its name."""


Meaning = TextFile | Misplaced | None
"""What a path means; None is an asset, published as it is."""


def is_ignored(name: str) -> bool:
    """Whether a file or folder is a computer's own and no content: hidden ones and Office lock files."""
    return name.startswith((".", "~$")) or name.lower() in ("desktop.ini", "thumbs.db")


def meaning(path: str, agreements: Collection[str] | None) -> Meaning:
    """What the file at `path`, relative to content/, is.

    `agreements` are the ids in promises.yaml, None if it could not be read: then every folder that looks
    like an agreement's is taken for one, so that one broken file does not condemn the others.
    """
    *folders, name = unicodedata.normalize("NFC", path).split("/")
    if folders and _is_agreement_folder(folders, agreements):
        return _in_agreement(folders, name)
    suffix = _suffix(name)
    if suffix.lower() not in _MARKDOWN_SUFFIXES:
        return None
    if folders and (misplaced := _meant_agreement(folders, agreements or ())):
        return misplaced
    if not folders and name.removesuffix(".md") in (agreements or ()):
        return Misplaced(
            rules.TEXT_LIES_IN_ITS_FOLDER,
            "löftets egen sida ligger i mappen",
            f"menade du content/{name[:-3]}/index.md?",
        )
    return _file_name_fault(name, folders) or _page(folders, name)


def _is_agreement_folder(folders: list[str], agreements: Collection[str] | None) -> bool:
    if agreements is not None:
        return folders[0] in agreements
    return bool(re.fullmatch(r"[0-9]{4}(-[0-9]{4})?", folders[0]) or set(folders[1:]) & set(FOLDERS))


def _suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix}" if dot and stem else ""


def _in_agreement(folders: list[str], name: str) -> Meaning:
    agreement, *inner = folders
    suffix = _suffix(name)
    is_markdown = suffix.lower() in _MARKDOWN_SUFFIXES
    is_text = is_markdown or (suffix.lower() in _TEXT_SUFFIXES and len(inner) < 2)
    if not is_text:
        return None
    if not inner and name == f"{WORD_FOR_WORD}.md":
        return TextFile(kind=WordForWord, agreement=agreement, id=f"{agreement}/{WORD_FOR_WORD}")
    if not inner:
        return _file_name_fault(name, folders) or _page(folders, name, agreement)
    wanted_folder = _meant_folder(inner[0])
    if inner[0] not in FOLDERS:
        if not is_markdown and wanted_folder is None:
            return None
        return _wrong_folder(agreement, inner[0], wanted_folder)
    if len(inner) > 1:
        return Misplaced(
            rules.TEXT_LIES_IN_ITS_FOLDER,
            "texten ligger för djupt",
            f"flytta den till content/{agreement}/{inner[0]}/",
        )
    return _record(agreement, inner[0], name)


def _record(agreement: str, folder: str, name: str) -> Meaning:
    if name == "index.md":
        return Misplaced(
            rules.ADDRESS_IS_FREE,
            f"index.md går inte att ha här, för sidan görs av texterna i {folder}/",
            "byt namn på filen eller ta bort den",
        )
    if misnamed := _file_name_fault(name, [agreement, folder]):
        return misnamed
    stem = name.removesuffix(".md")
    if PLACEHOLDER in stem:
        return Misplaced(
            rules.FILE_NAME_IS_PLAIN,
            f'byt "{PLACEHOLDER}" i filnamnet mot ett kort namn på texten, till exempel "ny-belysning"',
        )
    if FOLDERS[folder] is Update and (misnamed := _update_name_fault(stem)):
        return misnamed
    return TextFile(kind=FOLDERS[folder], agreement=agreement, id=stem)


def _update_name_fault(stem: str) -> Misplaced | None:
    match = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-([a-z0-9-]+)", stem)
    if not match:
        nearly = re.fullmatch(r"([0-9][0-9._-]*[0-9])-([a-z][a-z0-9-]*)", stem)
        day = suggestions.day(re.sub("[._]", "-", nearly[1])) if nearly else None
        if nearly and day:
            return Misplaced(
                rules.FILE_NAME_IS_PLAIN,
                "filnamnet ska börja med dagen som ÅÅÅÅ-MM-DD",
                f'menade du "{day}-{nearly[2]}.md"?',
            )
        return Misplaced(
            rules.FILE_NAME_IS_PLAIN,
            "filnamnet för en nyhet ska börja med dagen och sedan ett kort namn, "
            'till exempel "2024-03-01-ny-belysning.md"',
        )
    try:
        dt.date.fromisoformat(match[1])
    except ValueError:
        return Misplaced(
            rules.FILE_NAME_IS_PLAIN,
            f"dagen {match[1]} i filnamnet finns inte i kalendern",
            "rätta filnamnet",
        )
    return None


def _file_name_fault(name: str, folders: list[str]) -> Misplaced | None:
    suffix = _suffix(name)
    stem = name[: len(name) - len(suffix)] if suffix else name
    if suffix != ".md":
        wanted = f"{suggestions.identifier(stem.removesuffix('.md')) or 'namn'}.md"
        if suffix.lower() in _TEXT_SUFFIXES - {""}:
            return Misplaced(
                rules.FILE_NAME_IS_PLAIN,
                "en text ska vara en Markdown-fil",
                f'skriv den i en fil som slutar på .md: "{wanted}"',
            )
        return Misplaced(rules.FILE_NAME_IS_PLAIN, "filnamnet ska sluta på .md", f'menade du "{wanted}"?')
    for part in (*folders, stem):
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", part):
            kind = "filnamnet" if part == stem else "mappens namn"
            wanted = f"{suggestions.identifier(part) or 'namn'}{'.md' if part == stem else ''}"
            return Misplaced(
                rules.FILE_NAME_IS_PLAIN,
                f"{kind} får bara ha små bokstäver a–z, siffror och enkla bindestreck",
                f'menade du "{wanted}"?',
            )
    return None


def _page(folders: list[str], name: str, agreement: str = "") -> Meaning:
    stem = name.removesuffix(".md")
    parts = [*folders, stem]
    if parts[0] in RESERVED or (agreement and stem in RESERVED_IN_AGREEMENT):
        address = "/".join(parts[:1] if parts[0] in RESERVED else parts)
        renamed = "mappen" if folders and parts[0] in RESERVED else "filen"
        return Misplaced(
            rules.ADDRESS_IS_FREE, f"webbplatsen gör själv sidan /{address}/", f"byt namn på {renamed}"
        )
    return TextFile(kind=TextPage, agreement=agreement, id="/".join(parts))


def _meant_folder(folder: str) -> str | None:
    name = suggestions.identifier(folder) or ""
    if name in _SWEDISH_FOLDERS:
        return _SWEDISH_FOLDERS[name]
    return next(iter(get_close_matches(name, FOLDERS, n=1, cutoff=0.7)), None)


def _wrong_folder(agreement: str, folder: str, wanted_folder: str | None) -> Misplaced:
    if wanted_folder:
        return Misplaced(
            rules.TEXT_LIES_IN_ITS_FOLDER,
            f'mappen "{folder}" finns inte',
            f"menade du content/{agreement}/{wanted_folder}/?",
        )
    allowed = ", ".join(f"{name}/" for name in FOLDERS)
    return Misplaced(
        rules.TEXT_LIES_IN_ITS_FOLDER,
        f'mappen "{folder}" kan inte ha texter',
        f"flytta filen till någon av {allowed}",
    )


def _meant_agreement(folders: list[str], agreements: Collection[str]) -> Misplaced | None:
    """What to say of a text in a folder that is no agreement's but was probably meant to be one."""
    listed = ", ".join(agreements)
    if len(folders) == 1 and (wanted_folder := _meant_folder(folders[0])):
        return Misplaced(
            rules.TEXT_LIES_IN_ITS_FOLDER,
            "mappen ska ligga i ett löftes mapp",
            f"menade du content/{next(iter(agreements), '2024')}/{wanted_folder}/?",
        )
    looks_like_year = re.fullmatch(r"[0-9]{4}([^a-z].*)?", folders[0])
    if looks_like_year or (len(folders) > 1 and _meant_folder(folders[1])):
        # One year is as near another as any, so only something longer is a slip of the pen.
        is_year = re.fullmatch(r"[0-9]{4}", folders[0])
        close = () if is_year else get_close_matches(folders[0], agreements, n=1, cutoff=0.5)
        what = f"menade du content/{close[0]}/?" if close else "skriv in löftet där eller flytta filen."
        return Misplaced(
            rules.TEXT_LIES_IN_ITS_FOLDER,
            f'löftet "{folders[0]}" finns inte i promises.yaml',
            f"{what} Löften där: {listed or 'inga'}",
        )
    return None

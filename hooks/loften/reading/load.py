"""Files -> Site, or every problem."""

from __future__ import annotations

import contextlib
import dataclasses
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from loften.catalogue.page_kinds import FOLDERS, RESERVED
from loften.reading import rules
from loften.reading.content import Content
from loften.reading.layout import Misplaced, TextFile, is_ignored, meaning
from loften.reading.messages import filled_by_loader, meant_field, message
from loften.reading.names import Names, names
from loften.reading.rules import Breach
from loften.reading.settings import read_settings, settings_document
from loften.reading.source import read_text, read_yaml
from loften.records.documents import CONTENT, PROMISES, SETTINGS, Document
from loften.records.problems import Problem, ProblemsFoundError, in_order
from loften.records.promises_file import PromisesFile
from loften.records.record import Record, fields, written_fields
from loften.records.site import Site
from loften.records.texts import FileRecord, TextPage

AnyRecord = TypeVar("AnyRecord", bound=Record)


def load(root: Path) -> Site:
    """The site in the folder `root`; ProblemsFoundError with every problem if any file is broken."""
    content = read(root)
    if content.whole is None:
        raise ProblemsFoundError(content.problems)
    return content.whole


def read(root: Path) -> Content:
    """What can be read of the content in the folder `root`."""
    settings, problems = read_settings(root)
    reading = _Reading(problems=list(problems))
    promises_file = _read_promises(root, reading)
    _read_content(root, reading, _agreement_ids(reading.documents.get(PROMISES)))
    if (document := settings_document(root)) is not None:
        reading.documents[SETTINGS] = document
    else:
        _keep(SETTINGS, root / SETTINGS, reading)
    return Content(
        settings=settings,
        promises_file=promises_file,
        texts=tuple(reading.records),
        assets=reading.assets,
        documents=reading.documents,
        problems=in_order(reading.problems),
        unread_files=reading.unread_files,
    )


@dataclass
class _Reading:
    """What has been read so far."""

    problems: list[Problem]
    documents: dict[str, Document] = dataclasses.field(default_factory=dict)
    names: Names = dataclasses.field(default_factory=dict)
    records: list[FileRecord] = dataclasses.field(default_factory=list)
    assets: dict[str, bytes] = dataclasses.field(default_factory=dict)
    unread_files: dict[str, bytes] = dataclasses.field(default_factory=dict)

    def refuse(self, path: str, breach: Breach, line: int = 1, column: int = 1) -> None:
        self.problems.append(breach.problem(path, line, column))


# --- promises.yaml ----------------------------------------------------------------------------------------


def _read_promises(root: Path, reading: _Reading) -> PromisesFile | None:
    try:
        raw = (root / PROMISES).read_bytes()
    except FileNotFoundError:
        reading.refuse(PROMISES, _unread(f"{PROMISES} saknas", "löftena ska stå där"))
        return None
    except OSError:
        remedy = "kontrollera att det är en vanlig fil, och att du har rätt att läsa den"
        reading.refuse(PROMISES, _unread("filen går inte att läsa", remedy))
        return None
    document, problems = read_yaml(PROMISES, raw)
    reading.problems.extend(problems)
    if document is None:
        reading.unread_files[PROMISES] = raw
        return None
    reading.documents[PROMISES] = document
    reading.names = names(document.data)
    for index, agreement in enumerate(_agreement_ids(document) or ()):
        if agreement in RESERVED:
            breach = Breach(
                rules.ADDRESS_IS_FREE,
                f'id "{agreement}" är upptaget av webbplatsens sida /{agreement}/',
                'välj ett annat, till exempel "2024"',
            )
            reading.refuse(PROMISES, breach, *document.position(("agreements", index, "id")))
    return _validated(PromisesFile, document, document.data, reading)


def _unread(fault: str, remedy: str) -> Breach:
    return Breach(rules.FILES_CAN_BE_READ, fault, remedy)


def _agreement_ids(document: Document | None) -> tuple[str, ...] | None:
    """The ids of the agreements as they are written; None if they cannot all be told.

    They are read before validation, so that a fault in an agreement does not make its whole folder unknown.
    """
    agreements = document.data.get("agreements") if document else None
    if not isinstance(agreements, list):
        return None
    written = [agreement.get("id") if isinstance(agreement, dict) else None for agreement in agreements]
    ids = tuple(value for value in written if isinstance(value, str))
    return ids if len(ids) == len(written) else None


# --- content/ ---------------------------------------------------------------------------------------------


def _read_content(root: Path, reading: _Reading, agreements: tuple[str, ...] | None) -> None:
    folder = root / CONTENT
    if not folder.is_dir():
        reading.refuse(CONTENT, _unread(f"mappen {CONTENT}/ saknas", "texterna ska ligga där"))
        return
    addresses: dict[str, str] = {}
    for name, file in _files(folder, "", folder.resolve(), reading):
        path = f"{CONTENT}/{name}"
        what = meaning(name, agreements)
        if isinstance(what, Misplaced):
            reading.refuse(path, what)
            _keep(path, file, reading)
            continue
        try:
            raw = file.read_bytes()
        except OSError:
            reading.refuse(path, _unread("filen går inte att läsa", "kontrollera rättigheterna"))
            continue
        if what is None:
            reading.assets[path] = raw
            continue
        address = what.id.removesuffix("/index") if issubclass(what.kind, TextPage) else path
        first = addresses.setdefault(address, path)
        if first != path:
            breach = Breach(
                rules.ADDRESS_IS_FREE,
                f"sidan får samma adress som {first}",
                "ta bort eller byt namn på den ena",
            )
            reading.refuse(path, breach)
        _read_record(path, raw, what, reading)


def _keep(path: str, file: Path, reading: _Reading) -> None:
    """Keeps what is not read as a record, so that it can be searched; why it is not read is already told."""
    with contextlib.suppress(OSError):
        reading.unread_files[path] = file.read_bytes()


def _files(folder: Path, prefix: str, top: Path, reading: _Reading) -> Iterator[tuple[str, Path]]:
    """Every file below `folder` with its path relative to content/; refuses links that lead out of it."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        breach = _unread("mappen går inte att läsa", "kontrollera rättigheterna")
        reading.refuse(f"{CONTENT}/{prefix}".rstrip("/"), breach)
        return
    for entry in entries:
        if is_ignored(entry.name):
            continue
        # A name in another encoding than UTF-8 cannot be printed or become an address.
        name = prefix + os.fsencode(entry.name).decode("utf-8", "replace")
        file = Path(entry.path)
        if "\ufffd" in name:
            breach = Breach(
                rules.FILE_IS_PLAIN_TEXT, "filnamnet är inte skrivet med UTF-8", "byt namn på filen"
            )
            reading.refuse(f"{CONTENT}/{name}", breach)
        elif entry.is_symlink() and not (file.is_file() and file.resolve().is_relative_to(top)):
            breach = _unread("filen är en länk ut ur content/", "lägg in själva filen i stället")
            reading.refuse(f"{CONTENT}/{name}", breach)
        elif entry.is_dir():
            yield from _files(file, f"{name}/", top, reading)
        elif entry.is_file():
            yield name, file
        else:
            reading.refuse(f"{CONTENT}/{name}", _unread("det här är ingen vanlig fil", "ta bort den"))


def _read_record(path: str, raw: bytes, text: TextFile, reading: _Reading) -> None:
    document, problems = read_text(path, raw)
    reading.problems.extend(problems)
    if document is None:
        reading.unread_files[path] = raw
        return
    reading.documents[path] = document
    if better := _meant_folder(document, text):
        reading.refuse(path, better)
        return
    written: dict[str, object] = dict(document.data)
    for key, field in fields(text.kind).items():
        if field.from_file and key in written:
            del written[key]
            breach = filled_by_loader(key, field.from_file)
            reading.refuse(path, breach, *document.position((key,), of_key=True))
    filled = {
        "path": path,
        "agreement": text.agreement,
        "id": text.id,
        "body": document.body,
        "body_line": document.body_line,
    }
    record = _validated(text.kind, document, written | filled, reading)
    if record is not None:
        reading.records.append(record)


def _meant_folder(document: Document, text: TextFile) -> Breach | None:
    """What to say of a text whose fields are all of another kind than its folder's; None if they are not."""
    if document.data.keys() <= written_fields(text.kind).keys():
        return None
    for folder, kind in FOLDERS.items():
        its_fields = written_fields(kind)
        required = {key for key, field in its_fields.items() if field.is_required}
        if kind is not text.kind and required <= document.data.keys() <= its_fields.keys():
            where = f"content/{text.agreement}/{folder}/" if text.agreement else f"{folder}/ i löftets mapp"
            return Breach(
                rules.TEXT_LIES_IN_ITS_FOLDER,
                f"filen har fälten för en text i {folder}/",
                f"flytta den till {where}",
            )
    return None


# --- validation -------------------------------------------------------------------------------------------


def _validated(
    kind: type[AnyRecord], document: Document, data: object, reading: _Reading
) -> AnyRecord | None:
    """The record, or None with a problem for each fault."""
    try:
        return kind.model_validate(_without_empty(data))
    except ValidationError as error:
        faults = error.errors(include_url=False)
        misnamed = {meant_field(fault, kind) for fault in faults}
        told = {problem.line for problem in reading.problems if problem.path == document.path}
        for fault in faults:
            if _is_counted_wrongly(fault) or (fault["type"] == "missing" and fault["loc"] in misnamed):
                continue
            location = fault["loc"]
            is_empty = fault["type"] == "missing" and location in document
            position = document.position(location, of_key=is_empty or fault["type"] == "extra_forbidden")
            if location in document and position.line in told:
                # What makes the line hard to read is what is wrong with its value.
                continue
            breach = message(fault, kind, is_empty=is_empty, names=reading.names)
            reading.refuse(document.path, breach, *position)
    return None


def _is_counted_wrongly(fault: ErrorDetails) -> bool:
    """Whether a list is called too short only because pydantic does not count the entries with faults."""
    written: object = fault["input"]
    if fault["type"] != "too_short" or not isinstance(written, list):
        return False
    return bool(len(written) >= fault["ctx"]["min_length"])


def _without_empty(value: object) -> object:
    """The value without fields that are left empty, which count as not written."""
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_empty(inner) for inner in value]
    return value

"""What could be read of the content of a municipality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from loften.records.documents import Document
from loften.records.problems import Problem
from loften.records.promises_file import PromisesFile
from loften.records.settings import Settings
from loften.records.site import Site
from loften.records.texts import FileRecord, FollowUp, Measure, TextPage, Update

AnyFileRecord = TypeVar("AnyFileRecord", bound=FileRecord)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What could be read of a folder, and every problem in order.

    `settings` and `promises_file` are None where their file is broken; a broken text is not among `texts`.
    A file of which no document could be made, or that lies in the wrong place, is in `unread_files` as it was
    saved. Rules across records are not checked here.
    """

    settings: Settings | None
    promises_file: PromisesFile | None
    texts: tuple[FileRecord, ...]
    assets: Mapping[str, bytes]
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]
    unread_files: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def unread(self) -> frozenset[str]:
        """The paths of what is there but could not be read."""
        return frozenset(problem.path for problem in self.problems if problem.is_error)

    @cached_property
    def readable(self) -> Site | None:
        """The site without the texts that are broken, None if promises.yaml or the settings are.

        With errors among the problems it is good for looking for more of them in each text by itself, and for
        nothing else.
        """
        if self.settings is None or self.promises_file is None:
            return None
        return _site(self, self.settings, self.promises_file, self.texts)

    @property
    def whole(self) -> Site | None:
        """The site, None if any file is broken."""
        return None if self.unread else self.readable

    def completed(self, by: Site) -> Site:
        """The site with each file that could not be read as it is in another state of the content.

        A text whose agreement is in neither is left out.
        """
        if not self.unread and self.readable:
            return self.readable
        promises_file = self.promises_file or by.promises_file
        known = {"", *(agreement.id for agreement in promises_file.agreements)}
        kept = (text for text in by.texts if text.path in self.unread)
        texts = tuple(text for text in (*self.texts, *kept) if text.agreement in known)
        documents = {path: document for path, document in by.documents.items() if path in self.unread}
        found = replace(self, documents={**documents, **self.documents})
        return _site(found, self.settings or by.settings, promises_file, texts)


def _site(
    content: Content, settings: Settings, promises_file: PromisesFile, texts: Sequence[FileRecord]
) -> Site:
    def of(kind: type[AnyFileRecord]) -> tuple[AnyFileRecord, ...]:
        chosen = (text for text in texts if isinstance(text, kind))
        return tuple(sorted(chosen, key=lambda text: text.path))

    return Site(
        settings=settings,
        promises_file=promises_file,
        measures=of(Measure),
        updates=of(Update),
        follow_ups=of(FollowUp),
        pages=of(TextPage),
        assets=content.assets,
        documents=content.documents,
    )

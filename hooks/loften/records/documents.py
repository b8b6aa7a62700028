"""The files of a municipality as they are written: their names, and where everything in them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

PROMISES = "promises.yaml"
SETTINGS = "mkdocs.yml"
CONTENT = "content"

Location = tuple[str | int, ...]
"""The way to a value from the top of a file: `("agreements", 0, "title")`; the empty tuple is the whole."""

Value = str | None | list["Value"] | dict[str, "Value"]
"""What YAML can hold here: scalars stay the text that the editor wrote; nothing and `~` are None."""


class Position(NamedTuple):
    """A place in a file or a text; both count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file that could be read: its fields, where each stands, and the Markdown below them.

    `path` is relative to the project's folder with forward slashes. `body` is empty for a YAML file and
    `body_line` then 1. `text` is the whole file with line feeds between lines. `positions` maps each location
    to the positions of its key and of its value; an entry of a list has no key, so both are the same.
    """

    path: str
    data: Mapping[str, Value]
    body: str = ""
    body_line: int = 1
    text: str = field(default="", repr=False)
    positions: Mapping[Location, tuple[Position, Position]] = field(repr=False)

    def __contains__(self, location: Location) -> bool:
        return location in self.positions

    def position(self, location: Location, *, of_key: bool = False) -> Position:
        """Where the value (or its key) stands; for what is not in the file, the value that would hold it."""
        if location in self.positions:
            key, value = self.positions[location]
            return key if of_key else value
        return self.position(location[:-1]) if location else Position(1, 1)

    def text_at(self, location: Location) -> str:
        """The text at the location as written, line breaks included; "" where no text stands."""
        found: object = self.data
        for step in location:
            if isinstance(found, Mapping):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int):
                found = found[step]
        return found if isinstance(found, str) else ""

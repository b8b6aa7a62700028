"""What a problem is about, told from where it stands in its file."""

from __future__ import annotations

from loften.records.documents import Document, Location, Value
from loften.records.problems import Problem


def location_of(problem: Problem, document: Document) -> Location:
    """The way to the value that a problem stands on; the empty tuple for the file itself or its body."""
    if document.body and problem.line >= document.body_line:
        return ()
    place = (problem.line, problem.column)
    before = (location for location, (key, _) in document.positions.items() if key <= place)
    return max(before, key=lambda location: (document.positions[location][0], len(location)), default=())


def record_at(location: Location, document: Document) -> Location:
    """The way to the innermost entry of a list that has fields of its own; the empty tuple if none has."""
    for length in range(len(location), 0, -1):
        entry = location[:length]
        if isinstance(entry[-1], int) and isinstance(value_at(entry, document), dict):
            return entry
    return ()


def value_at(location: Location, document: Document) -> Value:
    """What is written at a location; None where nothing is."""
    found: Value = dict(document.data)
    for step in location:
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found

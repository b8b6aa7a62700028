"""What residents have read remembers its changes, its former names and what the law has erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, TypeVar

from loften.records.marks import Life, Named
from loften.records.record import Record, described
from loften.records.shared import Erasure, FormerName, WordChange
from loften.records.values import Text

Entry = TypeVar("Entry")


def added(before: Iterable[Entry], after: Iterable[Entry]) -> list[Entry]:
    """What a later list has beyond an earlier one, in its order; of equal entries as many as have come."""
    left = list(before)
    found: list[Entry] = []
    for entry in after:
        if entry in left:
            left.remove(entry)
        else:
            found.append(entry)
    return found


class Remembered(Record):
    """A record with words that residents read."""

    changes: Annotated[
        tuple[WordChange, ...], Named("ändringar av texten", "ändringar", "ändrat"), Life.LATER
    ] = described("Så har texten ändrats sedan den publicerades, en rad för varje gång.", default=())
    erased: Annotated[
        tuple[Erasure, ...], Named("borttaget enligt lag", "raderat", "borttaget"), Life.LATER
    ] = described("Uppgifter som lagen kräver att vi tar bort. Skriv aldrig själva uppgiften.", default=())


class Renamable(Remembered):
    """A body or a place, which may be called something else one day."""

    name: Annotated[Text, Named("namn")]
    former_names: Annotated[
        tuple[FormerName, ...], Named("tidigare namn", "förut", "gammalt namn"), Life.LATER
    ] = described("Vad den hette förut, och till och med vilken dag.", default=())

    def name_on(self, day: dt.date) -> str:
        """What it was called on a day."""
        held = [former for former in self.former_names if former.until >= day]
        return min(held, key=lambda former: former.until).name if held else self.name

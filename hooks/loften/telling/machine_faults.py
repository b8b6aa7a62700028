"""What the machine refuses, such as a full disk or a folder without access, told with what to do about it."""

from __future__ import annotations

import errno
import io
import os
import traceback
from collections.abc import Mapping

from loften.storing.swapping import FolderInUseError

_IN_USE = "en annan körning skriver till mappen just nu – vänta tills den är klar och kör igen"

_NO_ACCESS = "du har inte rätt att läsa eller ändra här – se över rättigheterna eller välj en annan mapp"
_FIXED = "mappen går inte att byta ut, till exempel för att den är en egen disk – välj en mapp inuti den"
_TOO_MANY = "för många filer är öppna – stäng andra program eller höj gränsen (ulimit -n) och kör igen"

_FAULTS: Mapping[int, str] = {
    errno.ENOSPC: "disken är full – frigör utrymme eller välj en mapp på en annan disk, och kör igen",
    errno.EDQUOT: "ditt utrymme på disken är slut – ta bort det som inte behövs och kör igen",
    errno.EFBIG: "filen blir större än vad som är tillåtet – höj gränsen (ulimit -f) och kör igen",
    errno.EROFS: "disken går bara att läsa – välj en mapp på en annan disk",
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.EBUSY: _FIXED,
    errno.EXDEV: _FIXED,
    errno.EIO: "disken svarar fel – se efter att den är ansluten och hel",
    errno.ENOENT: "filen eller mappen finns inte – se efter att den inte har flyttats, och kör igen",
    errno.ENOTDIR: "en fil ligger där det behövs en mapp – välj en annan mapp",
    errno.EEXIST: "namnet är upptaget – ta bort det som ligger där, eller välj en annan mapp",
    errno.ENAMETOOLONG: "namnet är för långt – välj ett kortare",
}
"""Fault and remedy by the number of the error; others are rare where files are read and written."""


def machine_fault(error: OSError) -> str | None:
    """`file: fault – remedy`, without the file if nobody knows which; None for what no machine refuses.

    Libraries have errors of their own that are OSErrors without a number: faults of the program.
    """
    if error.errno is None:
        return None
    fault = _IN_USE if isinstance(error, FolderInUseError) else _FAULTS.get(error.errno)
    told = fault or f"datorn säger nej ({error.strerror}) – rätta till det och kör igen"
    file = _file(error)
    return f"{file}: {told}" if file else told


def _file(error: OSError) -> str:
    """The file that the error speaks of, or else the one that was open where it arose.

    A write that fails knows only the number of the open file, so the failed call is asked for its name.
    """
    for named in (error.filename2, error.filename):
        if isinstance(named, str | bytes | os.PathLike):
            return os.fsdecode(named)
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    for frame in reversed(frames):
        for value in reversed(frame.f_locals.values()):
            name = getattr(value, "name", None) if isinstance(value, io.IOBase) else None
            if isinstance(name, str):
                return "" if name.startswith("<") else name
    return ""

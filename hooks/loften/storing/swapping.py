"""A folder written beside the one that it replaces, and put in its place whole."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

if sys.platform != "win32":
    import fcntl

log = logging.getLogger(__name__)

Put = Callable[[Path, Path, Path], None]
"""Puts the folder `new` in the place of `target`; what stood there is afterwards in `new` or `former`."""

_NEW, _FORMER, _COPY, _LOCK = "ny", "gammal", "kopia", "las"
"""What lies in the hidden folder beside the one that is replaced.

With both a new folder and a former one, the former has not been replaced yet.
"""

_CANNOT_LOCK = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EBADF}
"""What a file system answers that has no locks, as some network disks have none."""

_GONE_WHEN_CLOSED = getattr(os, "O_TEMPORARY", 0)
"""Only Windows has it, which does not let a file be removed while it is open."""


class FolderInUseError(OSError):
    """Another run is replacing the same folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(errno.EAGAIN, os.strerror(errno.EAGAIN), str(folder))


def in_one_step(new: Path, target: Path, former: Path) -> None:
    """Exchanges the two folders, so that there is one at `target` all the time.

    By two renames where the system (Linux and macOS can) or the file system has no exchange.
    """
    if not _exchanged(new, target):
        in_two_steps(new, target, former)


def in_two_steps(new: Path, target: Path, former: Path) -> None:
    """Moves one folder away and the other one there; between the two there is none at `target`."""
    try:
        target.rename(former)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _set_aside(target, former)
    new.rename(target)


def _set_aside(target: Path, former: Path) -> None:
    """Does by copying what a rename would do; an overlay renames no folder of its lower layer.

    OSError before anything is removed if there is a folder in `target` that cannot be removed.
    """
    half = former.with_name(_COPY)
    copy(target, half)
    half.rename(former)
    _open_up(target)
    for path, _, _ in os.walk(target):
        if os.path.ismount(path):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), path)
        if not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
    for folder in _folders(target):
        # before the start page, which a visitor then misses for as short a time as with two renames
        shutil.rmtree(folder)
    shutil.rmtree(target)


def copy(source: Path, to: Path) -> None:
    """Copies a file, a link or a folder with all in it, as far as it is not there already.

    Sockets and pipes belong to a program that runs, and are left out. OSError at the first file that cannot
    be copied.
    """
    if source.is_dir() and not source.is_symlink():
        to.mkdir(exist_ok=True)
        for child in source.iterdir():
            copy(child, to / child.name)
        with suppress(PermissionError):  # of a folder that was there already and belongs to another
            shutil.copystat(source, to)
    elif (source.is_file() or source.is_symlink()) and not _is_copied(source, to):
        shutil.copy2(source, to, follow_symlinks=False)


def _is_copied(source: Path, to: Path) -> bool:
    """Whether the file or link is there whole: a copy that was broken off is shorter."""
    return os.path.lexists(to) and to.lstat().st_size == source.lstat().st_size


@contextmanager
def replacing(target: Path, put: Put = in_one_step) -> Iterator[Path]:
    """Gives a new, empty folder beside `target`, which takes its place when the block ends well.

    When the block fails, or the program is killed, `target` is what it was. A link is followed. What a killed
    run left beside `target` is removed by the next one; what cannot be removed is told and stops no other
    run. FolderInUseError while another run is at it, and OSError with the name `target` if that cannot be
    replaced.
    """
    target = Path(os.path.realpath(target))
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    if target.exists() and not os.access(target, os.W_OK):
        # said now rather than when everything is written: such a folder cannot be moved
        number = errno.EROFS if _is_on_read_only_disk(target) else errno.EACCES
        raise OSError(number, os.strerror(number), str(target))
    with _workplace(target, is_told=True) as workplace:
        new = workplace / _NEW
        new.mkdir()
        yield new
        try:
            if target.exists():
                shutil.copymode(target, new)
                put(new, target, workplace / _FORMER)
            else:
                new.rename(target)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(target)) from error


def _is_on_read_only_disk(folder: Path) -> bool:
    """False on Windows, which does not say."""
    return sys.platform != "win32" and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def restore(target: Path) -> None:
    """Puts back what a run that was killed between two steps has moved away, and removes what it left."""
    target = Path(os.path.realpath(target))
    if _workplace_of(target).exists():
        with _workplace(target, is_told=False):
            pass


def _workplace_of(target: Path) -> Path:
    """The hidden folder beside `target`; always the same, so that a run finds what a killed one left."""
    return target.with_name(f".{target.name}.bygge")


@contextmanager
def _workplace(target: Path, *, is_told: bool) -> Iterator[Path]:
    """A hidden folder beside `target` that this run alone uses, and that is gone afterwards.

    If it cannot be removed whole and `is_told`, what stays is told. FileExistsError if what an earlier run
    left can neither be removed nor moved aside.
    """
    workplace = _workplace_of(target)
    created = [folder for folder in target.parents if not folder.exists()]
    lock = _locked(workplace, target)
    try:
        for left in _left_after_tidying(workplace, target):
            if left.name in (_NEW, _FORMER, _COPY):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(left))
        yield workplace
    finally:
        try:
            for left in _left_after_tidying(workplace, target):
                if is_told:
                    log.warning(
                        "%s: mappen behövs inte längre men går inte att ta bort – se över rättigheterna i "
                        "den och ta bort den själv",
                        left,
                    )
        finally:
            # The lock's file goes before the lock: who opens it after that sees that it is no longer there.
            with suppress(OSError):
                (workplace / _LOCK).unlink()
            os.close(lock)
            with suppress(OSError):
                for folder in (workplace, *created):
                    folder.rmdir()


def _left_after_tidying(workplace: Path, target: Path) -> list[Path]:
    """Puts the former folder back unless it has been replaced, removes the rest, and says what it could not.

    What cannot be removed gets another name, so that it is in nobody's way.
    """
    former, new = workplace / _FORMER, workplace / _NEW
    if former.exists() and (new.exists() or not target.exists()):
        _put_back(former, target)
    # the new one first: without it the former one counts as replaced
    for left in (new, workplace / _COPY, former):
        if left.exists():
            with suppress(OSError):
                left.rename(_free_name(workplace))
    # and so also where an overlay would not rename them
    for left in sorted(_folders(workplace), reverse=True):
        with suppress(OSError):
            _remove(left)
    return _folders(workplace)


def _folders(folder: Path) -> list[Path]:
    return [child for child in folder.iterdir() if child.is_dir() and not child.is_symlink()]


def _free_name(workplace: Path) -> Path:
    names = (workplace / f"kvar-{number}" for number in count(1))
    return next(name for name in names if not name.exists())


def _put_back(former: Path, target: Path) -> None:
    """Makes `target` what it was, also if a part of it is there still."""
    try:
        former.rename(target)
    except OSError:
        copy(former, target)


def _remove(folder: Path) -> None:
    """Removes a folder with all in it, also where its owner may not change it. OSError if not all is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        _open_up(folder)
        shutil.rmtree(folder)


def _open_up(folder: Path) -> None:
    """Lets the owner change this folder and all in it; leaves what belongs to others."""
    with suppress(OSError):
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IRWXU)
    with suppress(OSError):
        for child in _folders(folder):
            _open_up(child)


def _locked(workplace: Path, target: Path) -> int:
    """A file that holds the workplace for this run as long as it is open; a killed run holds nothing."""
    while True:
        workplace.mkdir(parents=True, exist_ok=True)
        try:
            file = os.open(workplace / _LOCK, os.O_RDWR | os.O_CREAT | _GONE_WHEN_CLOSED)
        except FileNotFoundError:
            continue  # another run was just ending, and has removed its workplace
        try:
            _lock(file, target)
            if _is_at(workplace / _LOCK, file):
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)


def _is_at(path: Path, file: int) -> bool:
    """Whether the open file still has its name: the run that had it before may have removed it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False


def _lock(file: int, target: Path) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderInUseError(target) from None
        except OSError as error:
            if error.errno not in _CANNOT_LOCK:
                raise


def _exchanged(one: Path, other: Path) -> bool:
    """Lets two folders change names in one step; False where that cannot be done, for whatever reason."""
    if sys.platform not in ("linux", "darwin"):
        return False
    names = (os.fsencode(one), os.fsencode(other))
    try:
        import ctypes  # a Python that was built without libffi has none

        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            failed = library.renamex_np(*names, 2)  # RENAME_SWAP
        else:
            here = -100  # AT_FDCWD
            failed = library.renameat2(here, names[0], here, names[1], 2)  # RENAME_EXCHANGE
    except (ImportError, AttributeError):
        return False
    return not failed

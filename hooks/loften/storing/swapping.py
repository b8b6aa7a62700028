"""A folder written beside the one that it replaces, and put in its place whole."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

Put = Callable[[Path, Path, Path], None]
"""Puts the folder `new` in the place of `target`; what stood there is afterwards in `new` or `former`."""

_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What a system or a file system answers that has no exchange in one step."""

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
    target.rename(former)
    new.rename(target)


@contextmanager
def replacing(target: Path, put: Put = in_one_step) -> Iterator[Path]:
    """Gives a new, empty folder beside `target`, which takes its place when the block ends well.

    When the block fails, or the program is killed, `target` is what it was. A link is followed. What a killed
    run left beside `target` is removed by the next one. FolderInUseError while another run is at it, and
    OSError with the name `target` if that cannot be replaced.
    """
    target = Path(os.path.realpath(target))
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    if target.exists() and not os.access(target, os.W_OK):
        # said now rather than when everything is written: such a folder cannot be moved
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    with _workplace(target) as workplace:
        new = workplace / "ny"
        new.mkdir()
        yield new
        try:
            if target.exists():
                shutil.copymode(target, new)
                put(new, target, workplace / "gammal")
            else:
                new.rename(target)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(target)) from error


def restore(target: Path) -> None:
    """Puts back what a run that was killed between two steps has moved away, and removes what it left."""
    target = Path(os.path.realpath(target))
    if _workplace_of(target).exists():
        with _workplace(target):
            pass


def _workplace_of(target: Path) -> Path:
    """The hidden folder beside `target`; always the same, so that a run finds what a killed one left."""
    return target.with_name(f".{target.name}.bygge")


@contextmanager
def _workplace(target: Path) -> Iterator[Path]:
    """A hidden folder beside `target` that this run alone uses, and that is gone afterwards."""
    workplace = _workplace_of(target)
    created = [folder for folder in target.parents if not folder.exists()]
    lock = _locked(workplace, target)
    try:
        _tidy(workplace, target)
        yield workplace
    finally:
        try:
            _tidy(workplace, target)
        finally:
            # The lock's file goes before the lock: who opens it after that sees that it is no longer there.
            with suppress(OSError):
                (workplace / "las").unlink()
            os.close(lock)
            with suppress(OSError):
                for folder in (workplace, *created):
                    folder.rmdir()


def _tidy(workplace: Path, target: Path) -> None:
    """Puts the former folder back if there is none at `target`, and removes the rest.

    What cannot be removed stays for the next run: then `target` is whole already.
    """
    former = workplace / "gammal"
    if former.exists() and not target.exists():
        former.rename(target)
    for left in (former, workplace / "ny"):
        shutil.rmtree(left, ignore_errors=True)


def _locked(workplace: Path, target: Path) -> int:
    """A file that holds the workplace for this run as long as it is open; a killed run holds nothing."""
    while True:
        workplace.mkdir(parents=True, exist_ok=True)
        try:
            file = os.open(workplace / "las", os.O_RDWR | os.O_CREAT | _GONE_WHEN_CLOSED)
        except FileNotFoundError:
            continue  # another run was just ending, and has removed its workplace
        try:
            _lock(file, target)
            if _is_at(workplace / "las", file):
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
    """Lets two folders change names in one step; False where that cannot be done."""
    if sys.platform not in ("linux", "darwin"):
        return False
    names = (os.fsencode(one), os.fsencode(other))
    try:
        import ctypes  # a Python that was built without libffi has none

        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(*names, 2)  # RENAME_SWAP
        else:
            here = -100  # AT_FDCWD
            failed = library.renameat2(here, names[0], here, names[1], 2)  # RENAME_EXCHANGE
    except (ImportError, AttributeError):
        return False
    if failed and ctypes.get_errno() not in _CANNOT_EXCHANGE:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return not failed

"""Cleaning pictures of everything but the picture."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from loften.privacy.colour_profiles import is_plain_srgb
from loften.privacy.harmless_blocks import colour_profile, is_animated, is_cmyk, orientation, without_foreign
from loften.privacy.image_blocks import EXTENSIONS, BrokenImageError, blocks, image_type
from loften.privacy.redrawing import redrawn

_HEAD = 4096
"""Bytes that tell a file's type."""
_LARGEST_FILE = 100_000_000
"""Bytes; no camera makes a picture as large, and a film need not be read."""


def clean(raw: bytes) -> bytes:
    """The picture with nothing but what is on the list of harmless blocks; it looks the same.

    Nothing is decoded, and no quality lost, unless Exif says that the picture is to be turned, or its colours
    are not those of the web: then it is turned, its colours converted to sRGB, and the picture written anew.
    An animation is never written anew. What is clean comes back as it is. Raises BrokenImageError for what
    cannot be read.
    """
    kind = image_type(raw)
    if kind not in EXTENSIONS:
        raise BrokenImageError
    parts = blocks(raw)
    kept = without_foreign(kind, parts)
    profile = colour_profile(kind, parts)
    is_srgb = not profile or is_plain_srgb(profile)
    turn = orientation(parts)
    if (is_srgb and turn == 1 and not is_cmyk(kind, parts)) or is_animated(kind, parts) or kind == "gif":
        return kept
    drawn = redrawn(
        kept,
        kind,
        turn=turn,
        profile=b"" if is_srgb else profile,
        kept_profile=profile if is_srgb else b"",
    )
    return without_foreign(kind, blocks(drawn))


def as_published(raw: bytes) -> bytes:
    """The file as visitors get it: a picture cleaned, and whatever is no readable picture as it is."""
    try:
        return clean(raw)
    except BrokenImageError:
        return raw


def clean_images(root: Path) -> tuple[str, ...]:
    """Cleans every picture under content/ in place; returns the changed paths, relative to `root`, in order.

    Each file is replaced whole or not at all. Files that are no readable pictures stay as they are: the check
    tells of them.
    """
    changed = []
    for path in sorted((root / "content").rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            is_picture = image_type(file.read(_HEAD)) in EXTENSIONS
        if not is_picture or path.stat().st_size > _LARGEST_FILE:
            continue
        raw = path.read_bytes()
        cleaned = as_published(raw)
        if cleaned != raw:
            _replace(path, cleaned)
            changed.append(path.relative_to(root).as_posix())
    return tuple(changed)


def _replace(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(path.stat().st_mode & 0o777)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise

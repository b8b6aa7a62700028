"""Cleaning pictures of everything but the picture."""

from __future__ import annotations

import os
import tempfile
import warnings
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, ImageOps

from loften.privacy.image_blocks import EXTENSIONS, Block, BrokenImageError, blocks, image_type
from loften.privacy.images import LARGEST_AREA

_KEPT_JPEG_SEGMENTS = frozenset(("e0", "e2", "ee"))
"""Of the application segments: JFIF, colour profile and Adobe's transform, which decide the colours."""
_DROPPED_PNG_CHUNKS = frozenset(("tEXt", "zTXt", "iTXt", "eXIf", "tIME"))
_KEPT_GIF_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1")
"""What says how often an animation repeats, and the colour profile."""
_WEBP_METADATA_FLAGS = 0b0000_1100
"""The bits of VP8X that announce Exif and XMP."""


def clean(raw: bytes) -> bytes:
    """The picture without place, camera, texts and whatever lay after it; it looks the same.

    Nothing is decoded, and no quality lost, unless Exif says that the picture is to be turned: then it is
    turned and written anew. The colour profile stays. Raises BrokenImageError for what cannot be read.
    """
    if image_type(raw) not in EXTENSIONS:
        raise BrokenImageError
    parts = blocks(raw)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            turned = _turned(raw)
    except Exception as error:
        # Pillow's decoders raise nearly anything on a damaged file.
        raise BrokenImageError from error
    return _without_metadata(blocks(turned)) if turned else _without_metadata(parts)


def clean_images(root: Path) -> tuple[str, ...]:
    """Cleans every picture under content/ in place; returns the changed paths, relative to `root`, in order.

    Each file is replaced whole or not at all. Files that are no readable pictures stay as they are: the check
    tells of them.
    """
    changed = []
    for path in sorted((root / "content").rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        raw = path.read_bytes()
        try:
            cleaned = clean(raw)
        except BrokenImageError:
            continue
        if cleaned != raw:
            _replace(path, cleaned)
            changed.append(path.relative_to(root).as_posix())
    return tuple(changed)


def _turned(raw: bytes) -> bytes | None:
    """The picture turned as Exif says, written anew; None if it already stands upright."""
    with Image.open(BytesIO(raw)) as image:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
        if orientation not in range(2, 9) or getattr(image, "n_frames", 1) > 1:
            return None
        if image.width * image.height > LARGEST_AREA:
            raise BrokenImageError
        upright = ImageOps.exif_transpose(image)
        settings: dict[str, object] = {"icc_profile": image.info.get("icc_profile")}
        if image.format == "JPEG":
            settings |= {"quality": 95, "subsampling": 0, "optimize": True}
        elif image.format == "WEBP":
            settings |= {"quality": 95, "lossless": any(block.name == "VP8L" for block in blocks(raw))}
        for name in ("exif", "xmp", "comment"):
            upright.info.pop(name, None)
        output = BytesIO()
        upright.save(output, format=image.format, **settings)
        return output.getvalue()


def _without_metadata(parts: tuple[Block, ...]) -> bytes:
    kind = image_type(parts[0].raw + parts[1].raw)
    kept = [part for part in parts if _is_kept(kind, part)]
    if kind != "webp":
        return b"".join(part.raw for part in kept)
    body = b"".join(_unannounced(part) for part in kept[1:])
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _is_kept(kind: str, part: Block) -> bool:
    name, data = part.name, part.payload
    if name == "after":
        return False
    if kind == "jpeg" and name == "e2":
        return data.startswith(b"ICC_PROFILE\0")
    if kind == "jpeg" and (name.startswith("e") or name == "fe"):
        return name in _KEPT_JPEG_SEGMENTS
    if kind == "png":
        return name not in _DROPPED_PNG_CHUNKS
    if kind == "webp":
        return name not in ("EXIF", "XMP")
    if kind == "gif":
        return name != "fe" and (name != "ff" or data.startswith(_KEPT_GIF_APPLICATIONS))
    return True


def _unannounced(part: Block) -> bytes:
    if part.name != "VP8X":
        return part.raw
    return part.raw[:8] + bytes([part.raw[8] & ~_WEBP_METADATA_FLAGS]) + part.raw[9:]


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

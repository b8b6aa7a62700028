"""Decoding pictures within bounds, and writing them anew upright and in sRGB."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageCms, JpegImagePlugin

from loften.privacy.image_blocks import BrokenImageError

LARGEST_AREA = 50_000_000
"""Pixels; a small file can claim so many that decoding it fills the memory."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How to turn a picture upright, by the orientation that Exif tells (Exif 3.0, 4.6.5.1.6)."""
_ON_ITS_SIDE = 5
"""From here on width and height change places."""
_WEBP_QUALITIES = (90, 80, 70, 60)
_HALF_SAMPLED = 2
"""Pillow's number for 4:2:0, where four pixels share a colour."""


class TooLargeError(BrokenImageError):
    """The picture has too many pixels to be decoded."""


@contextmanager
def opened(raw: bytes, kind: str) -> Iterator[Image.Image]:
    """The picture, not decoded yet; BrokenImageError for whatever is wrong with it, there or in the body."""
    try:
        # Pillow warns of odd metadata and of great areas; both are judged here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(raw), formats=(kind.upper(),)) as image:
                if image.width * image.height > LARGEST_AREA:
                    raise TooLargeError
                yield image
    except TooLargeError:
        raise
    except Image.DecompressionBombError as error:
        raise TooLargeError from error
    except Exception as error:
        # Pillow's decoders raise nearly anything on a damaged file.
        raise BrokenImageError from error


def redrawn(raw: bytes, kind: str, *, turn: int, profile: bytes, kept_profile: bytes) -> bytes:
    """The JPEG, PNG or WebP turned upright as `turn` says and with the colours of `profile` in sRGB.

    An empty profile leaves the colours, but those of print become RGB. `kept_profile` is written into the
    picture. A JPEG keeps the tables and so the quality that it had; PNG and lossless WebP lose nothing.
    """
    with opened(raw, kind) as image:
        image.load()
        picture = _in_srgb(image, profile)
        if turn in _TURNS:
            picture = picture.transpose(_TURNS[turn])
        transparency = picture.info.get("transparency")
        picture.info = {} if transparency is None else {"transparency": transparency}
        settings: dict[str, object] = {"icc_profile": kept_profile or None, "optimize": True}
        if kind == "webp":
            return _webp(picture, raw, settings)
        if isinstance(image, JpegImagePlugin.JpegImageFile):
            is_half = JpegImagePlugin.get_sampling(image) == _HALF_SAMPLED
            settings |= {"qtables": _tables(image, turn), "subsampling": _HALF_SAMPLED if is_half else 0}
        output = BytesIO()
        picture.save(output, kind, **settings)
        return output.getvalue()


def _tables(image: JpegImagePlugin.JpegImageFile, turn: int) -> dict[int, list[int]]:
    """The tables of the picture's quality, turned with it."""
    if turn < _ON_ITS_SIDE:
        return dict(image.quantization)
    order = [row + 8 * column for row in range(8) for column in range(8)]
    return {number: [table[at] for at in order] for number, table in image.quantization.items()}


def _webp(picture: Image.Image, raw: bytes, settings: dict[str, object]) -> bytes:
    """As good as can be had without the file becoming more than twice as large."""
    output = BytesIO()
    if b"VP8L" in raw[:64]:
        picture.save(output, "webp", lossless=True, **settings)
        return output.getvalue()
    for quality in _WEBP_QUALITIES:
        output = BytesIO()
        picture.save(output, "webp", quality=quality, **settings)
        if output.tell() <= 2 * len(raw):
            break
    return output.getvalue()


# --- colours --------------------------------------------------------------------------------------------


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    if image.mode == "CMYK":
        return _converted(image, profile) if profile else image.convert("RGB")
    if not profile:
        return image
    if image.mode == "P":
        palette = image.getpalette("RGB") or []
        colours = Image.frombytes("RGB", (len(palette) // 3, 1), bytes(palette))
        image.putpalette(_converted(colours, profile).tobytes())
        return image
    if "transparency" in image.info:
        image = image.convert("LA" if image.mode in ("1", "L") else "RGBA")
    if image.mode == "LA":
        grey, alpha = image.split()
        return Image.merge("LA", (_converted(grey, profile), alpha))
    return _converted(image, profile) if image.mode in ("RGB", "RGBA", "L") else image


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours in sRGB; those as they stand if the profile is broken or for another sort of picture."""
    mode = "RGB" if image.mode in ("CMYK", "L") else image.mode
    try:
        found = ImageCms.profileToProfile(
            image, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        found = None
    right = found if found is not None else image
    return right.convert(image.mode if image.mode != "CMYK" else "RGB")

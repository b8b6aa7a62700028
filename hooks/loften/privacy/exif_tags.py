"""The tags of an Exif block as they stand, and whether they say nothing but how to show the picture."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from loften.privacy.image_blocks import BrokenImageError

MAIN, DETAILS, GPS, INTEROPERABILITY, THUMBNAIL = "main", "details", "gps", "interoperability", "thumbnail"
"""The folders of tags (Exif 3.0, 4.6.3): those of the picture, of the shot, of the place, and the rest."""

ORIENTATION = 0x0112
_PADDING = 0xEA1C
"""Room that Windows leaves for more tags."""
_FOLDERS_IN = {(MAIN, 0x8769): DETAILS, (MAIN, 0x8825): GPS, (DETAILS, 0xA005): INTEROPERABILITY}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
"""Bytes of one value of each type."""
_SHORT, _LONG, _RATIONAL = 3, 4, 5

HARMLESS_TAGS: Mapping[str, frozenset[int]] = {
    # width, height, orientation, resolution (three), place of the colours, the folder below, padding
    MAIN: frozenset((0x0100, 0x0101, ORIENTATION, 0x011A, 0x011B, 0x0128, 0x0213, 0x8769, _PADDING)),
    # versions (two), order of the colours, colour space, width, height, the folder below, scene, padding
    DETAILS: frozenset((0x9000, 0xA000, 0x9101, 0xA001, 0xA002, 0xA003, 0xA005, 0xA406, _PADDING)),
    INTEROPERABILITY: frozenset((0x0001, 0x0002)),
}
"""The tags that a picture may have: numbers on how to show it. All others are refused and cleaned away."""
_LARGEST_NUMBER = 10_000_000


class Tag(NamedTuple):
    """A tag: its folder, its number, the type and number of its values, and where its bytes stand."""

    folder: str
    number: int
    type: int
    values: int
    start: int
    end: int


class Exif(NamedTuple):
    """An Exif block: its bytes from the TIFF header on, struct's sign for their order, tags and folders.

    `folders` are the spans of bytes that the header and the folders take up, without the tags' values.
    """

    data: bytes
    order: str
    tags: tuple[Tag, ...]
    folders: tuple[tuple[int, int], ...]

    def value(self, tag: Tag) -> bytes:
        return self.data[tag.start : tag.end]

    @property
    def orientation(self) -> int:
        """How the picture is to be turned, 1 (upright) to 8; 1 where nothing valid says so."""
        for tag in self.tags:
            if tag.folder == MAIN and tag.number == ORIENTATION and tag.type == _SHORT and tag.values == 1:
                turned = int(struct.unpack_from(f"{self.order}H", self.data, tag.start)[0])
                return turned if 1 <= turned <= 8 else 1
        return 1

    @property
    def is_harmless(self) -> bool:
        """Whether it has listed tags alone, each once and with a value of its kind, and no other bytes."""
        names = {(tag.folder, tag.number) for tag in self.tags}
        if len(names) < len(self.tags) or not all(self._is_harmless(tag) for tag in self.tags):
            return False
        slack = bytearray(self.data)
        for start, end in (*self.folders, *((tag.start, tag.end) for tag in self.tags)):
            slack[start:end] = bytes(end - start)
        return not any(slack)

    def _is_harmless(self, tag: Tag) -> bool:
        if tag.number not in HARMLESS_TAGS.get(tag.folder, ()):
            return False
        value = self.value(tag)
        if tag.number == _PADDING:
            return not any(value.removeprefix(struct.pack(f"{self.order}HI", _PADDING, 8)))
        if tag.type in (_SHORT, _LONG):
            return (
                tag.values == 1
                and int.from_bytes(value, "little" if self.order == "<" else "big") <= _LARGEST_NUMBER
            )
        if tag.type == _RATIONAL:
            return tag.values == 1 and max(struct.unpack(f"{self.order}2I", value)) <= _LARGEST_NUMBER
        # the versions, such as 0232, the order of the colours, and R98 or R03 of the interoperability
        return len(value) == 4 and (
            value.isdigit() or max(value) < 7 or value in (b"R98\0", b"R03\0", b"THM\0")
        )


def exif(data: bytes) -> Exif:
    """The block taken apart, with or without the name that JPEG puts before it.

    Raises BrokenImageError where it does not hold together.
    """
    data = data.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        raise BrokenImageError
    folders: list[tuple[int, int]] = [(0, 8)]
    try:
        tags = tuple(_tags(data, order, folders))
    except struct.error as error:
        raise BrokenImageError from error
    return Exif(data, order, tags, tuple(folders))


def _tags(data: bytes, order: str, folders: list[tuple[int, int]]) -> Iterator[Tag]:
    """The tags of every folder, each folder once; appends the span of each folder."""
    waiting = {MAIN: struct.unpack_from(f"{order}I", data, 4)[0]}
    while waiting:
        folder, at = waiting.popitem()
        count = struct.unpack_from(f"{order}H", data, at)[0]
        end = at + 2 + 12 * count
        for place in range(at + 2, end, 12):
            number, type_, values = struct.unpack_from(f"{order}HHI", data, place)
            size = _SIZES.get(type_, 1) * values
            start = struct.unpack_from(f"{order}I", data, place + 8)[0] if size > 4 else place + 8
            if start + size > len(data):
                raise BrokenImageError
            yield Tag(folder, number, type_, values, start, start + size)
            if below := _FOLDERS_IN.get((folder, number)):
                waiting[below] = struct.unpack_from(f"{order}I", data, place + 8)[0]
        following = struct.unpack_from(f"{order}I", data, end)[0]
        folders.append((at, end + 4))
        if following and folder == MAIN:
            waiting[THUMBNAIL] = following

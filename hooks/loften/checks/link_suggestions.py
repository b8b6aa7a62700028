"""What an editor probably meant by a link or a picture that is not there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from difflib import get_close_matches

from loften.prose.links import file_named
from loften.prose.texts import MarkdownText, Surroundings


def suggestion(text: MarkdownText, href: str, around: Surroundings, *, is_picture: bool = False) -> str:
    """The remedy for a href that is not there: what the editor probably meant by it."""
    href = re.sub(r"\.html?(?=$|[#?])", ".md", href)
    path, wanted = re.split("[#?]", href, maxsplit=1)[0], file_named(href, path=text.path)
    address = wanted.removeprefix("content/").removesuffix(".md")
    if f"{address}/" in around.renamed:
        return f'Sidan har bytt namn: skriv "{_written(around.renamed[f"{address}/"], path, text)}"'
    same_case = around.files_in_small_letters.get(address.casefold())
    if same_case:
        right = _written(f"content/{same_case}", path, text)
        return f'Stora och små bokstäver måste stämma: skriv "{right}"'
    if path.endswith(".md"):
        choices = sorted(around.book.pages)
    elif is_picture or "." in posixpath.basename(path):
        choices = sorted(f"content/{file}" for file in around.book.files)
    else:
        choices = sorted(f"content/{page}" for page in around.book.addresses if page)
    close = _closest_file(wanted, choices)
    if close is None:
        return "Kontrollera mappen och filens namn"
    return f'menade du "{_written(close, path, text)}"?'


def _closest_file(wanted: str, choices: Sequence[str]) -> str | None:
    """The file of the same name in another folder, or else of a similar name in the same one."""
    folder, name = posixpath.split(wanted)
    neighbours: dict[str, str] = {}
    for choice in choices:
        its_folder, its_name = posixpath.split(choice.rstrip("/"))
        if its_name == name:
            return choice
        if its_folder == folder:
            neighbours[posixpath.splitext(its_name)[0]] = choice
    close = get_close_matches(posixpath.splitext(name)[0], list(neighbours), n=1)
    return neighbours[close[0]] if close else None


def _written(file: str, path: str, text: MarkdownText) -> str:
    """The file as a href in the text, in the manner of `path`: from the top or from the text's folder."""
    if path.startswith("/") or file.endswith("/") or not text.path.startswith("content/"):
        return f"/{file.removeprefix('content/')}"
    return posixpath.relpath(file, posixpath.dirname(text.path))

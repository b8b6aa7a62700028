"""Sites that MkDocs has built, and what tests ask of their pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html
from lxml.html import HtmlElement

ROOT = Path(__file__).parent.parent
LIVE = ROOT
KOPING = ROOT / "tests/data/koping"
EXAMPLE = ROOT / "examples/exempelkommun"


@dataclass(frozen=True, kw_only=True)
class BuiltSite:
    """A site in `folder`, built from the files in `root`; `said` is what the build wrote to stderr."""

    root: Path
    folder: Path
    address: str
    said: str

    @property
    def prefix(self) -> str:
        """The path that the site is published under: `/`, or `/project/`."""
        return urlsplit(self.address).path

    @cached_property
    def documents(self) -> Mapping[str, HtmlElement]:
        """Every HTML document by its path, the error page and redirects included."""
        return {
            file.relative_to(self.folder).as_posix(): html.document_fromstring(file.read_bytes().decode())
            for file in sorted(self.folder.rglob("*.html"))
        }

    @cached_property
    def pages(self) -> Mapping[str, HtmlElement]:
        """Every page that the product renders, by its address."""
        return {
            path.removesuffix("index.html"): document
            for path, document in self.documents.items()
            if kind(document)
        }

    def page(self, address: str) -> HtmlElement:
        return self.pages[address]


def run_mkdocs(root: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` of the files in `root` into `folder`."""
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(ROOT / "hooks"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def build(root: Path, folder: Path) -> BuiltSite:
    """The site, built without an error."""
    done = run_mkdocs(root, folder)
    assert done.returncode == 0, done.stderr
    return BuiltSite(root=root, folder=folder, address=_setting(root, "site_url"), said=done.stderr)


def copy_project(source: Path, folder: Path) -> Path:
    """A copy of a municipality's files in `folder`, placed so that its settings find theme and hook."""
    for shared in ("hooks", "overrides"):
        (folder / shared).symlink_to(ROOT / shared)
    root = folder / source.relative_to(ROOT)
    root.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source / "content", root / "content")
    for name in ("promises.yaml", "mkdocs.yml"):
        shutil.copy(source / name, root / name)
    return root


def set_settings(root: Path, *, site_url: str, repository: str, today: str) -> None:
    """Writes these settings into a copy's mkdocs.yml."""
    file = root / "mkdocs.yml"
    text = file.read_text()
    for pattern, written in (
        (r"^site_url:.*$", f"site_url: {site_url}"),
        (r"^  repository:.*$", f"  repository: {repository}"),
        (r"^extra:$", f"extra:\n  today: {today}"),
    ):
        text, count = re.subn(pattern, written, text, flags=re.MULTILINE)
        assert count == 1, pattern
    file.write_text(text)


def kind(document: HtmlElement) -> str:
    """Which of the product's templates a page is made from; empty for the error page and redirects."""
    return "".join(attributes(document, "/html/body/@class")).removeprefix("kind-")


def texts(root: HtmlElement, path: str) -> list[str]:
    """The text of each element that the XPath finds, with single spaces."""
    found = root.xpath(path)
    assert isinstance(found, list)
    return [" ".join(element.text_content().split()) for element in found]


def text(root: HtmlElement, path: str) -> str:
    """The text of the one element that the XPath finds."""
    (found,) = texts(root, path)
    return found


def attributes(root: HtmlElement, path: str) -> list[str]:
    """What an XPath ending in an attribute finds."""
    found = root.xpath(path)
    assert isinstance(found, list)
    return [str(value) for value in found]


def having(name: str) -> str:
    """The XPath condition that an element carries this class."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def _setting(root: Path, name: str) -> str:
    match = re.search(rf"^{name}: (\S+)$", (root / "mkdocs.yml").read_text(), re.MULTILINE)
    assert match, name
    return match[1]

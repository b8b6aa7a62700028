"""The whole site written by the product alone, where there is no MkDocs to import."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from built import EXAMPLE, KOPING, LIVE, ROOT, BuiltSite, attributes, kind, text
from loften.deriving.published import published
from loften.reading.load import load
from loften.writing.outputs import write

WITHOUT_MKDOCS = """
import runpy, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("mkdocs", "material", "pymdownx"):
            raise ImportError(name)

sys.meta_path.insert(0, Refuse())
sys.argv = ["loften", *sys.argv[1:]]
runpy.run_module("loften", run_name="__main__")
"""
"""Runs the command line with the platform's packages impossible to import."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_MKDOCS, *arguments],
        cwd=ROOT / "hooks",
        capture_output=True,
        text=True,
        check=False,
    )


def files_of(folder: Path) -> Mapping[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def written(koping: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same content that MkDocs has built, written by the command line."""
    folder = tmp_path_factory.mktemp("written") / "ut"
    done = run("write", "--root", str(koping.root), "--out", str(folder))
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{len(files_of(folder))} filer i {folder}.\n"
    return folder


def test_the_blocked_import_really_is_blocked() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_MKDOCS.replace('run_module("loften"', 'run_module("mkdocs"')],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "ImportError: mkdocs" in done.stderr


def test_every_page_is_written_at_the_address_that_it_has_on_the_built_site(
    koping: BuiltSite, written: Path
) -> None:
    pages = {path for path in files_of(written) if path.endswith(".html")}
    assert pages == {f"{address}index.html" for address in koping.pages}


def test_every_page_has_the_same_body_as_on_the_built_site(koping: BuiltSite, written: Path) -> None:
    for address, built in koping.pages.items():
        page = html.document_fromstring((written / address / "index.html").read_bytes().decode())
        assert _main(page) == _main(built), address


def test_every_written_page_stands_by_itself(written: Path) -> None:
    for file in written.rglob("*.html"):
        page = html.document_fromstring(file.read_bytes().decode())
        assert page.get("lang") == "sv"
        assert text(page, "//title").endswith(" – Medborgarlöften i Köping")
        assert page.xpath("//script | //style | //link[@rel='stylesheet']") == []
        (feed,) = attributes(page, "//link[@rel='alternate']/@href")
        assert (file.parent / feed).resolve() == written / "rss.xml"
        assert len(attributes(page, "//meta[@name='description']/@content")) == 1


def test_every_file_besides_the_pages_is_the_same_as_on_the_built_site(
    koping: BuiltSite, written: Path
) -> None:
    others = {path: raw for path, raw in files_of(written).items() if not path.endswith(".html")}
    assert "rss.xml" in others
    for path, raw in others.items():
        assert (koping.folder / path).read_bytes() == raw, path


def test_pictures_are_written_where_the_pages_look_for_them(tmp_path: Path) -> None:
    content = load(EXAMPLE)
    assert content.settings.today
    write(published(content, content.settings.today), tmp_path / "ut")
    pictures = [
        (file.parent / source).resolve()
        for file in (tmp_path / "ut").rglob("*.html")
        for source in attributes(html.document_fromstring(file.read_bytes().decode()), "//img/@src")
    ]
    assert pictures
    assert all(picture.is_file() for picture in pictures)


@pytest.mark.parametrize("root", [LIVE, KOPING, EXAMPLE])
def test_the_same_content_and_day_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    content, day = load(root), dt.date(2032, 2, 15)
    paths = write(published(content, day), tmp_path / "a")
    write(published(load(root), day), tmp_path / "b")
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")
    assert list(paths) == sorted(files_of(tmp_path / "a"))


def test_another_day_writes_other_dates(tmp_path: Path) -> None:
    run("write", "--root", str(KOPING), "--today", "2024-04-01", "--out", str(tmp_path / "ut"))
    assert "Sidan byggdes <time" in (tmp_path / "ut/index.html").read_text()
    assert "1 april 2024" in (tmp_path / "ut/index.html").read_text()


def test_a_folder_with_a_site_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    run("write", "--root", str(EXAMPLE), "--out", str(folder))
    assert (folder / "2031/index.html").is_file()
    run("write", "--root", str(KOPING), "--out", str(folder))
    assert not (folder / "2031").exists()
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_with_anything_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "viktigt.txt").write_text("spara mig")
    done = run("write", "--root", str(KOPING), "--out", str(tmp_path))
    assert done.returncode == 1
    assert "innehåller annat än en webbplats – välj en tom mapp." in done.stderr
    assert files_of(tmp_path) == {"viktigt.txt": b"spara mig"}


def test_every_kind_of_page_is_among_what_is_compared(example: BuiltSite, tmp_path: Path) -> None:
    content = load(EXAMPLE)
    assert content.settings.today
    write(published(content, content.settings.today), tmp_path / "ut")
    kinds = set()
    for address, built in example.pages.items():
        page = html.document_fromstring((tmp_path / "ut" / address / "index.html").read_bytes().decode())
        assert _main(page) == _main(built), address
        kinds.add(kind(built))
    assert len(kinds) >= 18


def _main(page: html.HtmlElement) -> bytes:
    (main,) = page.findall(".//main")
    for name in main.attrib:
        del main.attrib[name]
    raw = html.tostring(main, encoding="utf-8", with_tail=False)
    return b"\n".join(line.strip() for line in raw.splitlines() if line.strip())

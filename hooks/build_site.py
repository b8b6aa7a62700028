"""The MkDocs adapter: hands the product's pages and files to MkDocs. The only module that imports mkdocs.

Run as a program it is `mkdocs build --strict`, with what MkDocs would refuse before it knows its hook told in
Swedish.
"""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn
from zoneinfo import ZoneInfo

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

if TYPE_CHECKING:
    from loften.deriving.published import Published
    from loften.inspection import Inspection
    from loften.writing.pages import Page

log = logging.getLogger(f"mkdocs.hooks.{__name__}")

THEME_FILES_USED = (
    "assets/javascripts/workers/search.",
    "assets/javascripts/lunr/min/lunr.stemmer.support.",
    "assets/javascripts/lunr/min/lunr.sv.",
)
"""What visitors get of Material: the search worker and its Swedish stemmer. The shell is our own."""


KEPT = "Ingenting är byggt och den förra webbplatsen ligger kvar."


class Build:
    """What one build has read and rendered, from the first event to the last."""

    is_live_preview = False
    is_served = False
    is_dirty = False
    replacing = ExitStack()
    published: Published
    pages: dict[str, Page]


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Notes a live preview: the page's content security policy would refuse its reload script.

    What `mkdocs serve` builds lies in a folder of its own, also with --clean, which gives `build` as command.
    """
    context = click.get_current_context(silent=True)
    Build.is_live_preview = command == "serve"
    Build.is_served = context is not None and context.info_name == "serve"
    Build.is_dirty = dirty
    logging.getLogger("mkdocs.commands.build").addFilter(_is_told_nowhere_else)


def _is_told_nowhere_else(_: logging.LogRecord) -> bool:
    """Leaves out what MkDocs says in English of a fault that `on_build_error` tells."""
    error = sys.exception()
    return not (isinstance(error, OSError) and error.errno)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Makes the product importable, and anew: MkDocs never reloads it, and a preview shall follow edits."""
    folder = str(Path(__file__).parent)
    if folder not in sys.path:
        # MkDocs has the folder on the path only while it executes this file
        sys.path.append(folder)
    for name in [name for name in sys.modules if name.partition(".")[0] == "loften"]:
        del sys.modules[name]
    config.extra["is_live_preview"] = Build.is_live_preview
    if not Build.is_served:
        Build.replacing.enter_context(_built_beside(config))
    return config


@contextmanager
def _built_beside(config: MkDocsConfig) -> Iterator[None]:
    """Lets MkDocs write to a new folder, which takes the place of the site if everything goes well."""
    from loften.storing.swapping import copy, replacing

    site = config.site_dir
    with replacing(Path(site)) as new:
        # what MkDocs leaves where it is: what is hidden, and everything in a dirty build
        for left in Path(site).glob("*" if Build.is_dirty else ".*"):
            copy(left, new / left.name)
        config.site_dir = str(new)
        try:
            yield
        finally:
            config.site_dir = site  # what is deployed is read from there
    log.info("Webbplatsen ligger i %s", site)


def on_build_error(*, error: Exception) -> None:
    """Tells in Swedish what the machine refuses; what else has failed is left to MkDocs."""
    if told := _machine_fault(error):
        raise Abort(f"{told}\n{KEPT}")


def on_shutdown() -> None:
    """Puts the new site in place, unless anything failed: only now is a warning in a strict build known."""
    try:
        Build.replacing.__exit__(*sys.exc_info())
    except OSError as error:
        if told := _machine_fault(error):
            raise Abort(f"{told}\n{KEPT}") from None
        raise


def _machine_fault(error: Exception) -> str | None:
    if not isinstance(error, OSError):
        return None
    from loften.telling.machine_faults import machine_fault

    return machine_fault(error)


def on_pre_build(config: MkDocsConfig) -> None:
    """Reads and checks everything before MkDocs touches the folder of the last build."""
    from loften.deriving.published import published

    found = _inspection(Path(config.config_file_path).parent)
    for problem in found.problems:
        # a warning is told as information, since a logged warning stops a strict build
        log.log(logging.ERROR if problem.is_error else logging.INFO, "%s", problem)
    if found.site is None or not found.is_publishable:
        raise Abort(_refusal(found))
    Build.published = published(found.site, found.today)
    config.extra["example_notice"] = found.site.promises_file.municipality.example_notice


def _inspection(root: Path) -> Inspection:
    from loften.inspection import inspect

    return inspect(root, dt.datetime.now(ZoneInfo("Europe/Stockholm")).date())


def _refusal(found: Inspection) -> str:
    return f"{sum(problem.is_error for problem in found.problems)} fel. {KEPT}"


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Puts the product's pages and files in place of the texts under content/ and of the theme's files."""
    from loften.privacy.clean_images import as_published
    from loften.writing.outputs import FILES
    from loften.writing.pages import pages

    material = Path(config.theme.dirs[1])
    hidden = Build.published.site.assets.keys() - Build.published.files.keys()
    for file in list(files):
        is_material = file.src_dir is not None and Path(file.src_dir) == material
        is_used = file.src_uri.startswith(THEME_FILES_USED) and file.src_uri.endswith(".js")
        is_hidden = f"content/{file.src_uri}" in hidden
        raw = Build.published.files.get(f"content/{file.src_uri}")
        if file.is_documentation_page() or (is_material and not is_used) or is_hidden:
            files.remove(file)
        elif raw is not None and (cleaned := as_published(raw)) != raw:
            # what is hidden in a picture reaches no visitor, whatever the check has missed
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=cleaned))
        elif file.src_uri.startswith(THEME_FILES_USED[0]):
            config.extra["search_worker"] = file.url
    rendered = pages(Build.published)
    Build.pages = {f"{page.address}index.md": page for page in rendered}
    for uri, page in Build.pages.items():
        inclusion = InclusionLevel.INCLUDED if page.menu else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, uri, content="", inclusion=inclusion))
    for output in FILES:
        for path, content in output(Build.published):
            files.append(File.generated(config, path, content=content))
    # only section indexes: thousands of pages in the navigation would cost minutes
    config.nav = [{page.menu: uri} for uri, page in Build.pages.items() if page.menu]
    return files


def on_page_markdown(_markdown: str, *, page: MkDocsPage, **_: Any) -> str:
    """Gives the theme what stands outside the body."""
    ours = Build.pages[page.file.src_uri]
    page.meta = {
        "title": ours.title,
        "description": ours.description,
        "kind": ours.kind,
        "section": ours.section,
        "has_filters": ours.kind == "measures",
        "noindex": not ours.is_indexed,
        # for the sitemap, since MkDocs has the day of the build where a page has none
        "updated": ours.updated.isoformat() if ours.updated else None,
        "search": {"exclude": not ours.is_indexed},
    }
    return ""


def on_page_content(_html: str, *, page: MkDocsPage, **_: Any) -> str:
    """Hands over the finished body: the shell prints `meta.fragment`, the search reads what is returned."""
    fragment = Build.pages[page.file.src_uri].fragment
    page.meta["fragment"] = fragment
    return _search_text(fragment)


def _search_text(fragment: str) -> str:
    """The body without its title, which the search has already, and without attributes of headings.

    The search makes an entry of each heading with an id; without ids it makes one of the page, which halves
    its index.
    """
    from loften.prose.html_pieces import Kind, pieces

    # Taking HTML apart costs time, and nothing changes after the last title or heading with attributes.
    last = max(fragment.rfind(opening) for opening in ("<h1", "<h2 ", "<h3 ", "<h4 ", "<h5 ", "<h6 "))
    end = fragment.find("</h", last) + len("</h1>")
    kept = []
    is_in_title = False
    for piece in pieces(fragment[:end], names=("h1", "h2", "h3", "h4", "h5", "h6")):
        if piece.name == "h1":
            is_in_title = piece.kind is Kind.START
        elif not is_in_title:
            kept.append(f"<{piece.name}>" if piece.kind is Kind.START else piece.source)
    return "".join((*kept, fragment[end:]))


def main() -> None:
    """Builds `site` from the folder where one stands, as the Makefile does; exit 1 if anything is wrong.

    MkDocs answers in English, and leaves what a killed build left, if it cannot read mkdocs.yml or finds no
    content. Nothing else is looked at twice.
    """
    from mkdocs.__main__ import cli

    from loften.reading.settings import read_settings
    from loften.records.documents import CONTENT
    from loften.storing.swapping import restore

    try:
        restore(Path("site"))
    except OSError as error:
        if told := _machine_fault(error):
            _stop(told, KEPT)
        raise
    settings, _ = read_settings(Path())
    if settings is None or not Path(CONTENT).is_dir():
        found = _inspection(Path())
        _stop(*map(str, found.problems), _refusal(found))
    cli(["build", "--strict"], prog_name="mkdocs")


def _stop(*lines: str) -> NoReturn:
    click.echo("\n".join(lines), err=True)
    raise SystemExit(1)


if __name__ == "__main__":
    main()

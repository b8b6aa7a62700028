"""The MkDocs adapter: hands the product's pages and files to MkDocs. The only module that imports mkdocs."""

from __future__ import annotations

import datetime as dt
import logging
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

if TYPE_CHECKING:
    from loften.pages import Page
    from loften.site import Site

log = logging.getLogger(f"mkdocs.hooks.{__name__}")

THEME_FILES_USED = (
    "assets/javascripts/workers/search.",
    "assets/javascripts/lunr/min/lunr.stemmer.support.",
    "assets/javascripts/lunr/min/lunr.sv.",
)
"""What visitors get of Material: the search worker and its Swedish stemmer. The shell is our own."""


class Build:
    """What one build has read and rendered, from the first event to the last."""

    is_live_preview = False
    site: Site
    today: dt.date
    pages: dict[str, Page]


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
    """Notes a live preview: the page's content security policy would refuse its reload script."""
    Build.is_live_preview = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Makes the product importable, and anew: MkDocs never reloads it, and a preview shall follow edits."""
    folder = str(Path(__file__).parent)
    if folder not in sys.path:
        # MkDocs has the folder on the path only while it executes this file
        sys.path.append(folder)
    for name in [name for name in sys.modules if name.partition(".")[0] == "loften"]:
        del sys.modules[name]
    config.extra["is_live_preview"] = Build.is_live_preview
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Reads and checks everything before MkDocs touches the folder of the last build."""
    from loften.inspection import inspect

    root = Path(config.config_file_path).parent
    found = inspect(root, dt.datetime.now(ZoneInfo("Europe/Stockholm")).date())
    for problem in found.problems:
        # a warning is told as information, since a logged warning stops a strict build
        log.log(logging.ERROR if problem.is_error else logging.INFO, "%s", problem)
    if found.site is None or not found.is_publishable:
        count = sum(problem.is_error for problem in found.problems)
        raise Abort(f"{count} fel. Ingenting är byggt och den förra webbplatsen ligger kvar.")
    Build.site, Build.today = found.site, found.today
    config.extra["example_notice"] = found.site.promises_file.municipality.example_notice


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Puts the product's pages and files in place of the texts under content/ and of the theme's files."""
    from loften.assets import public_assets
    from loften.outputs import FILES
    from loften.pages import pages

    material = Path(config.theme.dirs[1])
    hidden = Build.site.assets.keys() - public_assets(Build.site, Build.today).keys()
    for file in list(files):
        is_material = file.src_dir is not None and Path(file.src_dir) == material
        is_used = file.src_uri.startswith(THEME_FILES_USED) and file.src_uri.endswith(".js")
        is_hidden = f"content/{file.src_uri}" in hidden
        if file.is_documentation_page() or (is_material and not is_used) or is_hidden:
            files.remove(file)
        elif file.src_uri.startswith(THEME_FILES_USED[0]):
            config.extra["search_worker"] = file.url
    rendered = pages(Build.site, Build.today)
    Build.pages = {f"{page.address}index.md": page for page in rendered}
    for uri, page in Build.pages.items():
        inclusion = InclusionLevel.INCLUDED if page.menu else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, uri, content="", inclusion=inclusion))
    for output in FILES:
        for path, content in output(Build.site, Build.today):
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
        "noindex": not ours.is_listed,
        "search": {"exclude": not ours.is_listed},
    }
    if ours.updated:
        page.update_date = ours.updated.isoformat()
    return ""


def on_page_content(_html: str, *, page: MkDocsPage, **_: Any) -> str:
    """Hands over the finished body: the shell prints `meta.fragment`, the search reads what is returned.

    The search makes an entry of each heading with an id; without ids it makes one of the page, which halves
    its index. The title is in the entry already.
    """
    fragment = Build.pages[page.file.src_uri].fragment
    page.meta["fragment"] = fragment
    return re.sub(r"<h1.*?</h1>|(?<=<h[2-6])[^>]*", "", fragment, flags=re.DOTALL)

"""Sites that are built once for all tests that look at them, and a browser to look with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

from built import EXAMPLE, KOPING, LIVE, BuiltSite, build, copy_project, set_settings
from github_machine import GitHub
from issue_tracker import IssueTracker
from served import NO_PAGE, served

PREFIXED = "https://organisation.github.io/lofte/"
REPOSITORY = "https://github.com/organisation/lofte"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The municipality's own site as it stands, for today."""
    return build(LIVE, tmp_path_factory.mktemp("live") / "site")


@pytest.fixture(scope="session")
def koping(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The frozen Köping after its year, published under a path prefix and with its repository known."""
    folder = tmp_path_factory.mktemp("koping")
    root = copy_project(KOPING, folder)
    set_settings(root, site_url=PREFIXED, repository=REPOSITORY, today="2025-02-01")
    return build(root, folder / "site")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The fictional municipality that has lived its year."""
    return build(EXAMPLE, tmp_path_factory.mktemp("example") / "site")


@pytest.fixture(scope="session", params=["live", "koping", "example"])
def any_site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the three, for what holds whatever the content."""
    site: BuiltSite = request.getfixturevalue(request.param)
    return site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine; without one the tests are left out, but not where CI is set."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page of a site; when the test is over, nothing may have gone wrong or gone elsewhere."""
    elsewhere: list[str] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and NO_PAGE not in message.location.get("url", ""):
            complaints.append(message.text)

    with ExitStack() as closing:

        def open_page(
            site: BuiltSite, address: str = "", *, width: int = 1280, has_script: bool = True
        ) -> Page:
            start = closing.enter_context(served(site))
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                java_script_enabled=has_script,
                reduced_motion="reduce",
                locale="sv-SE",
                base_url=start,
            )
            closing.callback(context.close)

            def guard(route: Route) -> None:
                if urlsplit(route.request.url).netloc == urlsplit(start).netloc:
                    route.continue_()
                else:
                    elsewhere.append(route.request.url)
                    route.abort()

            context.route("**/*", guard)
            page = context.new_page()
            page.on("console", note)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(address or "./")
            return page

        yield open_page
    assert elsewhere == []
    assert complaints == []


@pytest.fixture
def jq() -> None:
    """The tests that run what GitHub's machines run need jq, which those machines have."""
    if shutil.which("jq") is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no jq")
        pytest.skip("no jq on this machine")


@pytest.fixture
def github(jq: None, tmp_path: Path) -> GitHub:
    return GitHub(tmp_path)


@pytest.fixture
def tracker(jq: None, tmp_path: Path) -> IssueTracker:
    return IssueTracker(tmp_path)

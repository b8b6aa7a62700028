"""Sites that are built once for all tests that look at them."""

from __future__ import annotations

import pytest

from built import EXAMPLE, KOPING, LIVE, BuiltSite, build, copy_project, set_settings

PREFIXED = "https://organisation.github.io/lofte/"
REPOSITORY = "https://github.com/organisation/lofte"


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

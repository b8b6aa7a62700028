"""Everything that is wrong with the content on a day, found in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from loften.checks.notices import notices
from loften.checks.readability import check_readability
from loften.checks.site_checks import check
from loften.checks.text_checks import check_bodies, check_bodies_alone
from loften.comparing.permanence import check_permanence
from loften.privacy.guard import check_privacy
from loften.privacy.images import check_images, check_pictures
from loften.privacy.personal_data import NOTHING_PUBLIC, Public, masked, masked_name, public_data
from loften.prose.address_book import address_book
from loften.reading.load import read_what_can_be_read
from loften.records.problems import Problem, in_order
from loften.records.site import Site, day_of, emptied


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """What was read, for which day, and every problem in order.

    `site` is None if any file is broken; with a site there may still be errors among the problems, and
    nothing may be published then either.
    """

    site: Site | None
    today: dt.date
    problems: tuple[Problem, ...]

    @property
    def is_publishable(self) -> bool:
        return self.site is not None and not any(problem.is_error for problem in self.problems)


def inspect(root: Path, clock: dt.date, before: Site | None = None) -> Inspection:
    """Reads the folder `root` and runs every check for the day of the clock.

    A site that is built for a fixed day (`extra.today`, an example) is checked for that day. `before` is
    an earlier state of the content, if the change from it is to be checked too: for that state's own day,
    which the change cannot move.

    Where a file is broken, the bodies of all texts are checked all the same, and searched for personal data,
    which cannot wait until that file is mended. The rules that hold texts against each other do wait: they
    would blame the others for what is missing.
    """
    site, problems = read_what_can_be_read(root)
    if site is None:
        return Inspection(site=None, today=clock, problems=_masked(problems, NOTHING_PUBLIC))
    today, public = day_of(site, clock), public_data(site.promises_file)
    if any(problem.is_error for problem in problems):
        found = [
            *problems,
            *check_bodies_alone(site, address_book(site)),
            *check_privacy(site),
            *check_images(site),
        ]
        return Inspection(site=None, today=today, problems=_masked(found, public))
    found = [
        *problems,
        *check(site),
        *check_bodies(site, address_book(site)),
        *check_privacy(site),
        *check_images(site),
        *check_pictures(site),
        *check_readability(site),
        *notices(site, today),
        *check_permanence(before or emptied(site), site, day_of(before or site, clock)),
    ]
    return Inspection(site=site, today=today, problems=_masked(found, public))


def _masked(problems: Iterable[Problem], public: Public) -> tuple[Problem, ...]:
    """The problems in order, without personal data that a message or a file's name repeats.

    They are printed in logs and summaries that anyone can read.
    """
    return in_order(
        replace(
            problem,
            path=masked_name(problem.path, public),
            fault=masked(problem.fault, public),
            remedy=masked(problem.remedy, public),
        )
        for problem in problems
    )

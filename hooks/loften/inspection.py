"""Everything that is wrong with the content on a day, found in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from loften.checks.notices import notices
from loften.checks.readability import check_readability
from loften.checks.site_checks import check
from loften.checks.text_checks import check_bodies, check_bodies_alone
from loften.comparing.earlier import Earlier
from loften.comparing.permanence import check_permanence, check_proposal
from loften.comparing.provenance import check_provenance
from loften.comparing.publications import FILE
from loften.comparing.standing import States, with_base, with_origin
from loften.privacy.bytes_as_text import as_text
from loften.privacy.guard import check_files, check_unread
from loften.privacy.images import check_pictures, check_pictures_of
from loften.privacy.pdf_files import check_pdf_files
from loften.privacy.personal_data import Public, masked, masked_name, public_as_written, public_data
from loften.prose.address_book import address_book
from loften.reading.content import Content
from loften.reading.load import read
from loften.records.documents import PROMISES
from loften.records.problems import Problem, in_order
from loften.records.site import Site, day_of, emptied

NOTHING_EARLIER = Earlier()


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """What was read, for which day, and every problem in order, those of the record before all others.

    `site` is None if any file is broken; with a site there may still be errors among the problems, and
    nothing may be published then either.
    """

    site: Site | None
    today: dt.date
    problems: tuple[Problem, ...]

    @property
    def is_publishable(self) -> bool:
        return self.site is not None and not any(problem.is_error for problem in self.problems)

    @property
    def is_sound_proposal(self) -> bool:
        """Whether no error is new: one that stands in the base already is not the proposal's to mend."""
        return not any(problem.is_error and not problem.already_in for problem in self.problems)


def inspect(root: Path, clock: dt.date, earlier: Earlier = NOTHING_EARLIER) -> Inspection:
    """Reads the folder `root` and runs every check for the day of the clock.

    A site that is built for a fixed day (`extra.today`, an example) is checked for that day. `earlier` has
    the states that the content is held against, if the change from them is to be checked too: for their own
    day, which the change cannot move.

    Where a file is broken, the bodies of all texts are checked all the same, and all that can be read is held
    against the earlier states. The rules that hold texts against each other do wait: they would blame the
    others for what is missing. Personal data is searched for in every file, the broken one too.
    """
    content = read(root)
    site = content.readable
    today = day_of(site, clock) if site else clock
    public = _public(content)
    of_record = [problem for problem in earlier.problems if problem.path == FILE]
    of_files = [problem for problem in earlier.problems if problem.path != FILE]
    own = tuple(_of_content(content, today))
    if earlier.base and any(problem.is_error for problem in own):
        own = tuple(with_base(own, tuple(_of_content(earlier.base, today)), earlier))
    found = [*own, *of_files, *_change(earlier, content, clock)]
    if site is not None and not content.unread and earlier.repository:
        found += check_provenance(earlier.repository, site)
    # what the rest is held against comes first
    problems = (*_masked(of_record, public), *_masked(found, public))
    return Inspection(site=content.whole, today=today, problems=problems)


def _of_content(content: Content, today: dt.date) -> Iterator[Problem]:
    """What is wrong with the content itself, as far as it can be read."""
    yield from content.problems
    yield from _personal_data(content)
    site = content.readable
    if site is None:
        return
    if content.unread:
        yield from check_bodies_alone(site, address_book(site))
        return
    yield from check(site)
    yield from check_bodies(site, address_book(site))
    yield from check_pictures(site)
    yield from check_readability(site)
    yield from notices(site, today)


def _personal_data(content: Content) -> Iterator[Problem]:
    """What the guard finds in every file, whether or not it can be read as what it should be."""
    public = _public(content)
    yield from check_files(content.documents, content.texts, content.assets, public)
    yield from check_unread(content.unread_files, public)
    yield from check_pictures_of(content.assets, public)
    yield from check_pdf_files({**content.assets, **content.unread_files}, public)


def _public(content: Content) -> Public:
    """What may stand in texts, as promises.yaml says or, where it is broken, as far as its lines tell."""
    if content.promises_file is not None:
        return public_data(content.promises_file)
    document = content.documents.get(PROMISES)
    written = document.text if document else as_text(content.unread_files.get(PROMISES, b""))
    return public_as_written(written)


def _change(earlier: Earlier, content: Content, clock: dt.date) -> Iterator[Problem]:
    """What is wrong with the change from the earlier states.

    A file that cannot be read counts as unchanged in each state, so that the others can be held against it.
    """
    published = earlier.published.readable if earlier.published else None
    unchanged = published or (earlier.base.readable if earlier.base else None) or content.readable
    if unchanged is None:
        return
    after = content.completed(unchanged)
    base = earlier.base.completed(after if published is None else published) if earlier.base else None
    today = day_of(base or published or after, clock)
    yield from check_proposal(base or emptied(after), after, today)
    if earlier.published and published:
        published = earlier.published.completed(after)
        found = tuple(check_permanence(published, after, today))
        if base and earlier.is_base_later:
            states = States(published=published, base=base, after=after, today=today)
            yield from with_origin(found, states, earlier)
        else:
            yield from found


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

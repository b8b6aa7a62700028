"""Rules between two states: what was published stays, and what was signed changes only openly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from loften.history.address_permanence import (
    check_addresses,
    check_former_addresses_stay,
    check_party_and_place_pages,
    check_tag_authority,
)
from loften.history.openness import (
    check_accounts_name_the_change,
    check_accounts_stay,
    check_new_texts_are_dated_now,
)
from loften.history.published_permanence import (
    check_published_days,
    check_reports_stay,
    check_signings_stay,
    check_withdrawals_stay,
)
from loften.history.signed_permanence import check_signed
from loften.problems import Problem
from loften.site import Site

CheckOfChange = Callable[[Site, Site, dt.date], Iterator[Problem]]

CHECKS_OF_CHANGE: tuple[CheckOfChange, ...] = (
    check_addresses,
    check_party_and_place_pages,
    check_former_addresses_stay,
    check_tag_authority,
    check_signed,
    check_signings_stay,
    check_published_days,
    check_withdrawals_stay,
    check_reports_stay,
    check_new_texts_are_dated_now,
    check_accounts_stay,
    check_accounts_name_the_change,
)


def check_permanence(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """Every problem with the change from one state to another, check by check.

    Only what the earlier state shows on `today` is guarded; what it holds back may still change freely.
    """
    for rule in CHECKS_OF_CHANGE:
        yield from rule(before, after, today)

"""The rules between two states: what was published stays, and what a change brings in keeps its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.comparing.accounts import check_accounts_name_the_change, check_accounts_stay
from loften.comparing.address_permanence import (
    check_addresses,
    check_former_addresses_stay,
    check_party_and_place_pages,
    check_tag_authority,
)
from loften.comparing.dating import (
    check_links_are_not_ahead,
    check_new_texts_are_dated_now,
    check_withdrawals_have_come,
)
from loften.comparing.published_permanence import (
    check_published_days,
    check_reports_stay,
    check_signings_stay,
    check_withdrawals_stay,
)
from loften.comparing.signed_permanence import check_signed
from loften.records.problems import Problem
from loften.records.rules import RuleOnChange
from loften.records.site import Site

RULES_ON_CHANGE: tuple[RuleOnChange, ...] = (
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
    check_withdrawals_have_come,
    check_links_are_not_ahead,
    check_accounts_stay,
    check_accounts_name_the_change,
)


def check_permanence(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """Every problem with the change from one state to another, rule by rule.

    Only what the earlier state shows on `today` is guarded; what it holds back may still change freely.
    """
    for rule in RULES_ON_CHANGE:
        yield from rule(before, after, today)

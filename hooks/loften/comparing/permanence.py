"""The rules between two states: what was published stays, and what a change brings in keeps its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.comparing.accounts import check_accounts_stay
from loften.comparing.address_permanence import (
    check_addresses,
    check_former_addresses_stay,
    check_party_and_place_pages,
    check_tag_authority,
)
from loften.comparing.dating import (
    check_links_are_not_ahead,
    check_new_lines_are_dated_now,
    check_new_texts_are_dated_now,
    check_new_texts_have_no_time,
    check_withdrawals_have_come,
)
from loften.comparing.first_days import (
    check_first_days_are_told,
    check_first_days_stay,
    check_signings_are_told,
)
from loften.comparing.forgetting import forgotten
from loften.comparing.name_permanence import (
    check_contacts,
    check_glossary,
    check_names,
    check_site_address,
)
from loften.comparing.published_permanence import (
    check_points_stay,
    check_published_days,
    check_reports_stay,
    check_signings_stay,
    check_withdrawals_stay,
)
from loften.comparing.sender_permanence import check_senders_stay
from loften.comparing.signed_permanence import check_signed
from loften.comparing.silence_permanence import check_silences_stay
from loften.comparing.word_permanence import check_lines_stay, check_numbers_stay, check_words
from loften.records.problems import Problem
from loften.records.rules import RuleOnChange
from loften.records.site import Site

PERMANENCE: tuple[RuleOnChange, ...] = (
    check_addresses,
    check_party_and_place_pages,
    check_former_addresses_stay,
    check_tag_authority,
    check_signed,
    check_signings_stay,
    check_first_days_stay,
    check_silences_stay,
    check_senders_stay,
    check_published_days,
    check_withdrawals_stay,
    check_reports_stay,
    check_points_stay,
    check_accounts_stay,
    check_words,
    check_lines_stay,
    check_numbers_stay,
    check_names,
    check_glossary,
    check_contacts,
    check_site_address,
)
"""What was published stays; asked of the state that residents can read."""

RULES_ON_PROPOSALS: tuple[RuleOnChange, ...] = (
    check_first_days_are_told,
    check_signings_are_told,
    check_new_texts_are_dated_now,
    check_new_texts_have_no_time,
    check_withdrawals_have_come,
    check_new_lines_are_dated_now,
    check_links_are_not_ahead,
)
"""What a proposal brings in keeps its day; asked of the state that it leaves."""


def check_permanence(published: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """Every problem with what was published, rule by rule.

    Only what the published state shows on `today` is guarded; what it holds back may still change freely.
    """
    before = forgotten(published, after)
    for rule in PERMANENCE:
        yield from rule(before, after, today)


def check_proposal(base: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """Every problem with what a proposal brings in, rule by rule."""
    before = forgotten(base, after)
    for rule in RULES_ON_PROPOSALS:
        yield from rule(before, after, today)

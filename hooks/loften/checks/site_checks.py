"""The checks on the site, each with its rule.

None knows the day. Days are held against other days that someone has written, so that a text that could be
published once stays publishable.
"""

from __future__ import annotations

from collections.abc import Iterator

from loften.checks.contact_checks import check_contacts_are_functions, check_contacts_are_whole
from loften.checks.correction_checks import (
    check_corrected,
    check_corrected_assessments,
    check_corrected_measures,
    check_corrects,
)
from loften.checks.day_checks import (
    check_amendments,
    check_dated_after_measure,
    check_dated_before_published,
    check_publishing_order,
    check_signed_measures,
    check_signing,
    check_withdrawals,
)
from loften.checks.dialogue_checks import (
    check_dates_of_events,
    check_events_are_of_dialogues,
    check_events_end,
    check_points_follow_the_dialogue,
)
from loften.checks.follow_up_checks import (
    check_covered_days_are_over,
    check_follow_ups_count,
    check_meetings,
    check_published_elsewhere,
)
from loften.checks.identity_checks import (
    check_former_addresses,
    check_glossary_words,
    check_ids,
    check_lists_name_once,
    check_required_pages,
)
from loften.checks.measure_checks import (
    check_participants,
    check_promises_have_measures,
    check_responsible,
    check_responsible_signed,
    check_targets,
)
from loften.checks.memory_checks import (
    check_erased_fields,
    check_former_names,
    check_lines_say_what,
    check_successors,
)
from loften.checks.piece_checks import (
    check_corrected_pieces,
    check_named_pieces,
    check_numbers,
    check_uses,
)
from loften.checks.published_checks import check_footer_links, check_kinds_of_files
from loften.checks.reference_checks import check_part_of, check_references
from loften.checks.replacement_checks import check_replaced_agreements, check_replacing_days
from loften.checks.report_checks import (
    check_assessments,
    check_counted_days,
    check_done_reaches_target,
    check_measures_once,
    check_no_news,
    check_one_status_a_day,
    check_reasons,
    check_reports_say_something,
    check_sources,
    check_target_met,
    check_units,
)
from loften.checks.span_checks import check_period_of_agreement, check_spans
from loften.records.problems import Problem
from loften.records.rules import SiteCheck
from loften.records.site import Site

SITE_CHECKS: tuple[SiteCheck, ...] = (
    check_references,
    check_part_of,
    check_ids,
    check_lists_name_once,
    check_contacts_are_whole,
    check_contacts_are_functions,
    check_glossary_words,
    check_former_addresses,
    check_required_pages,
    check_spans,
    check_period_of_agreement,
    check_signing,
    check_replaced_agreements,
    check_replacing_days,
    check_signed_measures,
    check_publishing_order,
    check_dated_after_measure,
    check_dated_before_published,
    check_covered_days_are_over,
    check_meetings,
    check_published_elsewhere,
    check_follow_ups_count,
    check_amendments,
    check_withdrawals,
    check_events_are_of_dialogues,
    check_events_end,
    check_dates_of_events,
    check_points_follow_the_dialogue,
    check_responsible,
    check_responsible_signed,
    check_participants,
    check_targets,
    check_promises_have_measures,
    check_sources,
    check_reasons,
    check_reports_say_something,
    check_measures_once,
    check_no_news,
    check_one_status_a_day,
    check_units,
    check_counted_days,
    check_target_met,
    check_done_reaches_target,
    check_assessments,
    check_corrects,
    check_corrected,
    check_corrected_measures,
    check_corrected_assessments,
    check_numbers,
    check_uses,
    check_named_pieces,
    check_corrected_pieces,
    check_lines_say_what,
    check_erased_fields,
    check_former_names,
    check_successors,
    check_kinds_of_files,
    check_footer_links,
)


def check(site: Site) -> Iterator[Problem]:
    """Every problem across the records of the site, check by check."""
    for rule in SITE_CHECKS:
        yield from rule(site)

"""The order in which an agreement's texts are leafed through and listed."""

from __future__ import annotations

from loften.records.agreements import Agreement
from loften.records.site import Site
from loften.records.texts import FollowUp, Measure, Update


def measures_of(site: Site, agreement: Agreement) -> tuple[Measure, ...]:
    """The measures of one agreement: promise by promise, in the order they state, the others last by path."""
    rank = {promise.id: number for number, promise in enumerate(agreement.promises)}
    found = (measure for measure in site.measures if measure.agreement == agreement.id)

    def rank_of(measure: Measure) -> tuple[int, bool, int, str]:
        return rank.get(measure.promise, len(rank)), measure.order is None, measure.order or 0, measure.path

    return tuple(sorted(found, key=rank_of))


def news_of(site: Site, agreement: Agreement) -> tuple[Update, ...]:
    """The updates of one agreement in the order of publication; of one minute, the last by path first."""
    found = [update for update in site.updates if update.agreement == agreement.id]
    found.sort(key=lambda update: update.path, reverse=True)
    return tuple(sorted(found, key=lambda update: update.published))


def follow_ups_of(site: Site, agreement: Agreement) -> tuple[FollowUp, ...]:
    """The follow-ups of one agreement in the order of the days they cover, then of publication."""
    found = (follow_up for follow_up in site.follow_ups if follow_up.agreement == agreement.id)
    return tuple(sorted(found, key=lambda f: (f.covers.end, f.covers.start, f.published, f.id)))


def follow_ups_as_published(site: Site, agreement: Agreement) -> tuple[FollowUp, ...]:
    """The same in the order of their publication."""
    found = follow_ups_of(site, agreement)
    return tuple(sorted(found, key=lambda text: (text.published, text.id)))

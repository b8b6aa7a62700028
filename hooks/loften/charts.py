"""The picture of an outcome against its target, as numbers that a template draws in SVG."""

from __future__ import annotations

from dataclasses import dataclass

from loften import targets
from loften.timelines import Timeline
from loften.vocabulary import Per


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A bar for what was counted and a line for the target, both from the left edge.

    `bar` and `line` are 0 to 90, in hundredths of the width. `bar` is None while nothing is counted; `line`
    is None where the target is for a week, month or quarter, since a total says nothing about it.
    """

    bar: int | None
    line: int | None
    description: str


def target_chart(timeline: Timeline) -> Chart | None:
    """The chart of a measure with a target; None without one."""
    target, outcome = timeline.measure.target, timeline.outcome
    if target is None:
        return None
    is_comparable = target.per in (Per.PERIOD, Per.YEAR)
    largest = max(target.count if is_comparable else 0, outcome.count if outcome else 0, 1)
    # a tenth of the width is left free, so that the line and the longest bar are both seen to end
    scale = 90 / largest
    said = f"Utfall: {targets.reported(outcome)}." if outcome else "Inget utfall är publicerat här."
    return Chart(
        bar=round(outcome.count * scale) if outcome else None,
        line=round(target.count * scale) if is_comparable else None,
        description=f"Mål: {targets.goal(target)}. {said}",
    )

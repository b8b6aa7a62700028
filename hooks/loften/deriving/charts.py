"""The picture of an outcome against its target, as numbers that a template draws in SVG."""

from __future__ import annotations

from dataclasses import dataclass

from loften.deriving.timelines import Timeline
from loften.records.vocabulary import Per
from loften.words import outcomes

_LABEL_ROOM = 12
"""How far from the left edge a label has room to its left, in hundredths of the width."""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A bar for what was counted and a line for the target, both from the left edge.

    `bar` and `line` are 0 to 90, in hundredths of the width. `bar` is None while nothing is counted; `line`
    is None where the target is for a day, week, month or quarter, since a total says nothing about it.

    `bar_anchor` and `line_anchor` are the `text-anchor` of the label at the end of each, None without it.
    The label of the bar ends where the bar does and that of the line is centred on it, but close to the left
    edge they begin there instead: otherwise they would reach out of the drawing.
    """

    bar: int | None
    bar_anchor: str | None
    line: int | None
    line_anchor: str | None
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
    bar = round(outcome.count * scale) if outcome else None
    line = round(target.count * scale) if is_comparable else None
    return Chart(
        bar=bar,
        bar_anchor=_anchor(bar, "end"),
        line=line,
        line_anchor=_anchor(line, "middle"),
        description=outcomes.pictured(target, outcome),
    )


def _anchor(point: int | None, wanted: str) -> str | None:
    """How a label is anchored at a point: as wanted, or from its start where it has no room to the left."""
    if point is None:
        return None
    return wanted if point > _LABEL_ROOM else "start"

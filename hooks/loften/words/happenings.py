"""What has happened and what is to come, in words."""

from __future__ import annotations

import datetime as dt

from loften.records.agreements import Agreement
from loften.records.promises_file import Municipality
from loften.records.record import Record
from loften.records.texts import FollowUp, Measure, Update
from loften.records.vocabulary import UpdateKind
from loften.words import dates, labels

IS_WITHDRAWN = "Texten är tillbakadragen."


def withdrawn_title(title: str) -> str:
    return f"Tillbakadragen: {title}"


def about_feed(municipality: Municipality, year: int | None = None) -> str:
    """What the feed holds, that it is a year's if it is an archive, and that it is an example's if it is."""
    when = f", från {year}" if year else ""
    told = f"Nya åtgärder, nyheter och uppföljningar om medborgarlöftena{when}. {municipality.name}."
    return " ".join(filter(None, (told, municipality.example_notice)))


def signed(agreement: Agreement) -> str:
    return f"{agreement.title} är undertecknat"


def shown_here(agreement: Agreement) -> str:
    """`Medborgarlöftet för 2019 finns nu här`; by its title where its id says more than the years."""
    years = dates.years(agreement.period.start, agreement.period.end)
    if agreement.id != years.replace("–", "-"):
        return f"{agreement.title} finns nu här"
    return f"Medborgarlöftet för {years} finns nu här"


def silence(period: str) -> str:
    """What is told of the day on which a silence began; `period` as it is called."""
    return f"Ingen uppföljning är publicerad här för {period}"


def silence_in_short(end: dt.date, ended: dt.date | None) -> str:
    """The last day of the period, and the day on which a follow-up ended the silence, if one has."""
    told = f"Perioden slutade {dates.day(end)}."
    return f"{told} En uppföljning publicerades här {dates.day(ended)}." if ended else told


def withdrawn_in_short(reason: str) -> str:
    return f"{IS_WITHDRAWN} {reason}"


def begins(agreement: Agreement) -> str:
    return f"{agreement.title} börjar gälla"


def ends(agreement: Agreement) -> str:
    return f"{agreement.title} gäller sista dagen"


def silence_begins(period: str) -> str:
    """What is said of the day on which the site begins to tell of a silence; `period` as it is called."""
    return f"Då står det här om ingen uppföljning är publicerad för {period}"


def is_to_begin(measure: Measure) -> str:
    return f"Åtgärden {measure.title} ska börja"


def is_to_be_ready(measure: Measure) -> str:
    return f"Åtgärden {measure.title} ska vara klar"


SHOWN_HERE = "nytt här"
SILENCE = "ingen uppföljning"
WITHDRAWAL = "tillbakadragen text"
"""What the events are that nobody has written a text of their own about, in a few words."""


def is_to_happen(update: Update) -> str:
    """`Kom och prata om torget, klockan 18.00–20.00`, for a list that has the day already."""
    event = update.event
    if event is None:
        return update.title
    is_one_day = event.first_day == event.last_day
    time = dates.clock(event.starts, event.ends) if is_one_day else when(update)
    return ", ".join(filter(None, (update.title, time)))


def when(update: Update) -> str:
    """When what an update tells of happens or has happened: its day, and the times of its event."""
    event = update.event
    return dates.occasion(event.starts, event.ends) if event else dates.day(update.happened_on)


def kind_label(record: Record) -> str:
    """What became public with this record, in a few words."""
    match record:
        case Agreement():
            return "undertecknat löfte"
        case Measure():
            return "åtgärd i löftet" if record.is_in_signed_document else "ny åtgärd"
        case FollowUp():
            return "uppföljning"
        case Update(kind=UpdateKind.MEASURE):
            return "det här har gjorts"
        case Update(kind=kind):
            return labels.label(kind)
        case _:
            raise TypeError(record)

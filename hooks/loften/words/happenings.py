"""What has happened and what is to come, in words."""

from __future__ import annotations

from loften.records.agreements import Agreement
from loften.records.promises_file import Municipality
from loften.records.record import Record
from loften.records.texts import FollowUp, Measure, Update
from loften.records.vocabulary import UpdateKind
from loften.words import labels

IS_WITHDRAWN = "Texten är tillbakadragen."


def withdrawn_title(title: str) -> str:
    return f"Tillbakadragen: {title}"


def about_feed(municipality: Municipality) -> str:
    """What the feed holds, and that it is an example's if it is."""
    told = f"Nya åtgärder, nyheter och uppföljningar om medborgarlöftena. {municipality.name}."
    return " ".join(filter(None, (told, municipality.example_notice)))


def signed(agreement: Agreement) -> str:
    return f"{agreement.title} är undertecknat"


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

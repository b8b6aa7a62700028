"""What a reminder of a follow-up says before the site tells of a silence.

An agreement may promise meetings and not publication, so nobody is told to be late: only days are told.
"""

from __future__ import annotations

import datetime as dt

from loften.words import dates

BEGIN = "Börja på uppföljningen"
WHAT_COUNTS = (
    "Uppföljningen räknas när den säger något om en åtgärd eller bedömer ett löfte eller ett fokusområde, "
    "säger vem som uppger det och omfattar hela perioden. Flera uppföljningar får dela på den."
)
INTERPRETED = "Löftet säger inte självt att uppföljningar publiceras, eller vilka perioderna är."
HOW_IT_CLOSES = (
    "Ärendet stängs av sig självt när uppföljningen är publicerad. Du får också stänga det själv. Då öppnas "
    "det inte igen."
)
ANYONE_CAN_READ = "Alla kan läsa det som skrivs här. Skriv inga personuppgifter."


def nothing_due(days: int) -> str:
    return f"Inget att påminna om: ingen uppföljning är tänkt att komma inom {days} dagar."


def title(period: str, due: dt.date) -> str:
    """`Uppföljning senast 30 juli 2031: kvartal 2, april–juni 2031`; `period` as it is called."""
    return f"Uppföljning senast {dates.day(due)}: {period}"


def is_due(agreement: str, period: str, due: dt.date, today: dt.date) -> str:
    """What is due and until when, and what the site says after that day."""
    last, after = dates.day(due), dates.day(due + dt.timedelta(days=1))
    what = f"en uppföljning av {agreement} för {period}"
    if today <= due:
        return (
            f"Senast {last} är det tänkt att webbplatsen ska ha {what}. Från {after} säger webbplatsen "
            "annars att ingen uppföljning är publicerad."
        )
    return (
        f"Senast {last} var det tänkt att webbplatsen skulle ha {what}. Sedan {after} säger webbplatsen att "
        "ingen uppföljning är publicerad."
    )


def why(days: int) -> str:
    return f"Påminnelsen kommer {days} dagar i förväg, så att ingen blir överraskad."

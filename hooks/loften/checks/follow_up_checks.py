"""Rules on follow-ups: which days they look back on, when they came, and whether they count."""

from __future__ import annotations

from collections.abc import Iterator

from loften.records.problems import Problem, Severity
from loften.records.rules import rule
from loften.records.site import Site


@rule(
    "covered-days-are-over",
    what="En uppföljning publiceras tidigast på den sista dag som den gäller (to i covers).",
    why="Den kan inte se tillbaka på dagar som inte har varit.",
    mend="Skriv en senare dag i published, eller rätta covers.",
    example="published: 2024-08-20\ncovers:\n  from: 2024-01-01\n  to: 2024-06-30",
)
def check_covered_days_are_over(site: Site) -> Iterator[Problem]:
    """A follow-up is published when the days that it covers are over, the last of them at the earliest."""
    for follow_up in site.follow_ups:
        published, covers = follow_up.published.date(), follow_up.covers
        if covers.start <= covers.end and published < covers.end:
            yield site.problem_at(
                follow_up.path,
                "published",
                fault=f"published {published} ligger före covers to {covers.end} – uppföljningen kan inte se "
                "tillbaka på dagar som inte har varit",
            )


@rule(
    "meeting-days-come-in-order",
    what="Dagarna i en uppföljning kommer i ordning: from i covers, met, reported och published. De får "
    "vara samma dag.",
    why="Arbetsgruppen kan inte gå igenom dagar som inte har börjat, och inte rapportera innan den har "
    "träffats.",
    mend="Rätta den dag som är fel.",
    example="published: 2024-08-20\ncovers:\n  from: 2024-01-01\n  to: 2024-06-30\nmet: 2024-07-02\n"
    "reported: 2024-08-15",
)
def check_meetings(site: Site) -> Iterator[Problem]:
    """The working group meets once the covered days have begun, then reports; both before publication."""
    for follow_up in site.follow_ups:
        days = {
            "covers from": follow_up.covers.start,
            "date": follow_up.date,
            "met": follow_up.met,
            "reported": follow_up.reported,
            "published": follow_up.published.date(),
        }
        for first, key in (("covers from", "date"), ("covers from", "met"), ("met", "reported")):
            earliest, day = days[first], days[key]
            if earliest and day and day < earliest:
                yield site.problem_at(
                    follow_up.path,
                    key,
                    fault=f"{key} {day} ligger före {first} {earliest}",
                    remedy="rätta den dag som är fel",
                )
        for key in ("met", "reported"):
            latest, day = days["published"], days[key]
            if latest and day and day > latest:
                yield site.problem_at(
                    follow_up.path,
                    key,
                    fault=f"{key} {day} ligger efter published {latest}",
                    remedy="rätta den dag som är fel",
                )


@rule(
    "elsewhere-was-before",
    what="published_elsewhere har en dag efter den sista som uppföljningen gäller, och senast dagen i "
    "published. De får vara samma dag.",
    why="Webbplatsen skriver att uppföljningen först publicerades där, och sedan här.",
    mend="Rätta den dag som är fel. Kom den ut någon annanstans senare: ta bort published_elsewhere.",
    example="published: 2024-08-20\npublished_elsewhere:\n  date: 2024-08-16\n"
    "  address: https://www.exempelby.example/uppfoljning",
)
def check_published_elsewhere(site: Site) -> Iterator[Problem]:
    """What was published elsewhere first was so when its days were over, and no later than here."""
    for follow_up in site.follow_ups:
        elsewhere, published = follow_up.published_elsewhere, follow_up.published.date()
        if elsewhere is None:
            continue
        fault = None
        if elsewhere.date > published:
            fault = f"date {elsewhere.date} ligger efter published {published}"
        elif elsewhere.date < follow_up.covers.end:
            fault = f"date {elsewhere.date} ligger före covers to {follow_up.covers.end}"
        if fault:
            yield site.problem_at(
                follow_up.path,
                *("published_elsewhere", "date"),
                fault=fault,
                remedy="rätta den dag som är fel, eller ta bort published_elsewhere",
            )


@rule(
    "follow-up-counts",
    what="En uppföljning räknas när den säger något om en åtgärd (measures) eller bedömer något "
    "(assessments), och säger vem som uppger det (reported_by eller source).",
    why="Annars säger webbplatsen fortfarande att ingen uppföljning är publicerad för perioden.",
    mend="Lägg till det som saknas. Är texten ingen uppföljning: skriv den som en nyhet.",
    example="reported_by: [polisen, kommunen]\nassessments:\n  - promise: tryggt-i-centrum\n"
    "    assessment: on-track\n    reason: Lamporna vid stationen är bytta.",
)
def check_follow_ups_count(site: Site) -> Iterator[Problem]:
    """A follow-up that does not count is a warning: the silence about its days goes on."""
    for follow_up in site.follow_ups:
        if follow_up.counts or follow_up.withdrawn:
            continue
        if follow_up.says_something:
            fault, remedy = (
                "uppföljningen räknas inte, för den säger inte vem som uppger det",
                "lägg till reported_by med parterna som den kommer från, eller source; är texten redan "
                "publicerad: skriv en ny",
            )
        else:
            fault, remedy = (
                "uppföljningen räknas inte, för den säger inget om någon åtgärd och bedömer inget löfte",
                "lägg till measures eller assessments; är texten redan publicerad: skriv en ny",
            )
        yield site.problem_at(
            follow_up.path,
            "covers",
            fault=fault,
            remedy=remedy,
            severity=Severity.WARNING,
            of_key=True,
        )

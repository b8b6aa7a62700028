"""Rules on days: nothing is signed, published, reported, amended or withdrawn before its time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.checks.references import mentions
from loften.deriving import dialogues
from loften.records.agreements import Agreement
from loften.records.documents import PROMISES, Location
from loften.records.problems import Problem, Wording
from loften.records.rules import rule
from loften.records.shared import Signing
from loften.records.site import Site
from loften.records.texts import Dated, FollowUp, Reporting, Update


@rule(
    "signed-before-period-ends",
    what="Ett medborgarlöfte undertecknas senast på sin sista dag.",
    why="Efter den dagen finns inget kvar att lova. Att underteckna sedan perioden har börjat går bra.",
    mend="Rätta date under signing, eller perioden.",
    example="period:\n  from: 2024-01-01\n  to: 2024-12-31\nsigning:\n  date: 2023-12-14\n  place: Exempelby",
)
def check_signing(site: Site) -> Iterator[Problem]:
    """An agreement is signed before its period is over; signing after it has begun is fine."""
    for index, agreement in enumerate(site.agreements):
        signing, period = agreement.signing, agreement.period
        earliest = _earliest(signing) if signing else None
        # A period that ends before it starts is told of by the rule on spans.
        if signing and earliest and period.start <= period.end < earliest:
            yield site.problem_at(
                PROMISES,
                *("agreements", index, "signing", "date"),
                fault=f"date {signing.date} ligger efter löftets sista dag, {period.end}",
                remedy="rätta dagen för undertecknandet eller perioden",
            )


def _earliest(signing: Signing) -> dt.date | None:
    """The first day on which it can have been signed; None where nothing is known of that."""
    return signing.month.first if signing.month else signing.day


@rule(
    "signed-measure-has-signing-day",
    what="I en åtgärd med signed: true är published dagen då medborgarlöftet undertecknades. Visades löftet "
    "här innan dess får dagen vara tidigare, från löftets published. Är dagen för undertecknandet inte känd "
    "är den löftets published eller senare, men inte efter månaden då löftet undertecknades.",
    why="Åtgärden står i det undertecknade dokumentet och blev offentlig med det.",
    mend="Skriv den dagen i published. Står åtgärden inte i dokumentet, eller är löftet inte undertecknat: "
    "ta bort raden signed.",
    example="published: 2023-12-14\nsigned: true",
)
def check_signed_measures(site: Site) -> Iterator[Problem]:
    """A measure in the signed document was published the day the document was signed.

    Where the agreement was shown here before that, the measure may have been, too. Where the day is not known
    only the day on which the agreement was first shown here can be held against it.
    """
    for measure in site.measures:
        agreement = site.agreement(measure.agreement)
        if not measure.is_in_signed_document:
            continue
        if agreement.signing is None:
            yield site.problem_at(
                measure.path,
                "signed",
                fault="löftet är inte undertecknat än, så åtgärden står inte i något undertecknat dokument",
                remedy=f"ta bort raden signed, eller skriv signing i {PROMISES} om löftet är undertecknat",
            )
            continue
        day = measure.published.date()
        first, last = _days_of_signed_measures(agreement, agreement.signing)
        if not first <= day <= last:
            is_exact = agreement.signed_on is not None
            when = "undertecknades" if is_exact else "först visades här"
            own = f"skriv {last if is_exact else first}"
            if day < last and agreement.published is None:
                own = (
                    f"visades löftet här innan det undertecknades: skriv den dagen i published, i löftets "
                    f"block i {PROMISES}. Annars {own}"
                )
            yield site.problem_at(
                measure.path,
                "published",
                fault=f"published {day} är inte dagen då löftet {when}",
                remedy=f"{own}, eller ta bort raden signed om åtgärden inte står i det undertecknade "
                "dokumentet",
            )


def _days_of_signed_measures(agreement: Agreement, signing: Signing) -> tuple[dt.date, dt.date]:
    """The first and the last day on which a measure in the signed document can have been published."""
    if signing.day:
        return min(agreement.published or signing.day, signing.day), signing.day
    if agreement.published is None:
        return dt.date.min, dt.date.max
    last = max(agreement.published, signing.month.last) if signing.month else dt.date.max
    return agreement.published, last


@rule(
    "text-waits-for-its-subject",
    what="En text publiceras inte före åtgärden som den berättar om, och inte före texten som den rättar "
    "eller synpunkten som den svarar på.",
    why="Annars berättar texten om något som ingen kan läsa än.",
    mend="Skriv samma dag som åtgärden eller texten i published, eller en senare.",
    example="published: 2024-03-05\nmeasures:\n  - measure: lampor-vid-stationen\n    status: ongoing",
)
def check_publishing_order(site: Site) -> Iterator[Problem]:
    """A text is not published before what it speaks of, which would still be held back then.

    That is a measure, the text that it corrects, or the one with the point that it answers. What came here
    together with its agreement, and has no other day, waits for nothing.

    Held against each other are the days of publication and never today's, so that an error is told at once
    and the mere passing of time makes none.
    """
    measures = site.measures_by_id
    for record, named, location in mentions(site):
        measure = measures.get((record.agreement, named))
        if measure and _comes_before(site, record, measure):
            fault, remedy = _published_too_early(record, f'åtgärden "{measure.id}"', measure)
            yield site.problem_at(record.path, *location, fault=fault, remedy=remedy)
    texts = {text.path: text for text in site.dated}
    for update in site.updates:
        corrected = texts.get(f"content/{update.corrects}.md")
        if corrected and _comes_before(site, update, corrected):
            fault, remedy = _published_too_early(update, "texten som rättas", corrected)
            yield site.problem_at(update.path, "corrects", fault=fault, remedy=remedy)
    points = dialogues.points(site)
    for text in site.reporting:
        for index, answer in enumerate(text.answers):
            said = points.get((text.agreement, answer.point))
            if said and text.published.date() < said.update.published.date():
                fault, remedy = _published_too_early(text, f'synpunkten "{answer.point}"', said.update)
                yield site.problem_at(text.path, "answers", index, "point", fault=fault, remedy=remedy)


def _comes_before(site: Site, text: Reporting, subject: Dated) -> bool:
    """Whether a text is published before what it speaks of."""
    is_before = text.published.date() < subject.published.date()
    return is_before and not _came_with_its_agreement(site, subject)


def _came_with_its_agreement(site: Site, text: Dated) -> bool:
    """Whether its day of publication is only that on which its agreement came here, with all that it holds.

    So it is with a measure in the signed document where the day of the signing is not known.
    """
    agreement = site.agreement(text.agreement)
    return text.is_signed and agreement.signed_on is None and text.published.date() == agreement.published


def _published_too_early(record: Reporting, what: str, referred: Dated) -> Wording:
    day = referred.published.date()
    return Wording(
        f"{what} är inte offentlig förrän {day}, men den här texten publiceras {record.published.date()}",
        f"skriv {day} eller en senare dag i published",
    )


@rule(
    "report-follows-its-measure",
    what="Det som rapporteras om en åtgärd har inte hänt före dagen då åtgärden publicerades. I en "
    "uppföljning är det den sista dagen (to i covers).",
    why="Ingen kan rapportera om en åtgärd som inte är utlovad än.",
    mend="Rätta dagen, eller ta bort åtgärden ur listan.",
    example="published: 2024-03-05\ndate: 2024-03-01\nmeasures:\n  - measure: lampor-vid-stationen\n"
    "    status: ongoing",
)
def check_dated_after_measure(site: Site) -> Iterator[Problem]:
    """Nothing is reported of a measure on a day before it was published."""
    measures = site.measures_by_id
    for record, named, _ in mentions(site):
        measure = measures.get((record.agreement, named))
        day, location = _last_written_day(record)
        if measure is None or day is None or _came_with_its_agreement(site, measure):
            continue
        published = measure.published.date()
        # A text that is itself published before the measure is told of by check_publishing_order.
        if day < published <= record.published.date():
            yield site.problem_at(
                record.path,
                *location,
                fault=f'{location[-1]} {day} ligger före dagen då åtgärden "{measure.id}" publicerades, '
                f"{published}",
                remedy="ta bort åtgärden ur listan, och berätta om den i en nyhet"
                if isinstance(record, FollowUp)
                else "rätta dagen eller ta bort åtgärden ur listan",
            )


def _written_day(record: Reporting) -> tuple[dt.date | None, Location]:
    """The day on which something happened, as far as the text says one, and where it says so."""
    if isinstance(record, Update) and record.event:
        return record.event.first_day, ("event", "starts")
    return record.date, ("date",)


def _last_written_day(record: Reporting) -> tuple[dt.date | None, Location]:
    """The last day of what the text tells of, as far as it says one, and where it says so."""
    if isinstance(record, FollowUp):
        return record.covers.end, ("covers", "to")
    return _written_day(record)


@rule(
    "reported-has-happened",
    what="I en uppföljning, och i en nyhet med status eller outcome, ligger date inte efter published.",
    why="Läge och utfall gäller det som har hänt. En nyhet utan dem får se framåt.",
    mend="Rätta den dag som är fel. Ser nyheten framåt: ta bort status och outcome.",
    example="published: 2024-03-05\ndate: 2024-03-01\nmeasures:\n  - measure: lampor-vid-stationen\n"
    "    status: ongoing",
)
def check_dated_before_published(site: Site) -> Iterator[Problem]:
    """What is reported had happened when it was published; an update that reports nothing may look ahead."""
    for record in site.reporting:
        published = record.published.date()
        looks_back = isinstance(record, FollowUp) or any(r.status or r.outcome for r in record.measures)
        day, location = _written_day(record)
        if looks_back and day and day > published:
            yield site.problem_at(
                record.path,
                *location,
                fault=f"{location[-1]} {day} ligger efter published {published}, men texten berättar om "
                "något som har hänt",
                remedy="rätta den dag som är fel"
                if isinstance(record, FollowUp)
                else "ser texten framåt: ta bort status och outcome. Annars: rätta den dag som är fel",
            )


@rule(
    "amendment-follows-signing",
    what="Ett medborgarlöfte ändras tidigast samma dag som det undertecknas. Dagen för ändringen är date, "
    "eller published om date saknas. Ett löfte som inte är undertecknat har inget att ändra.",
    why="Ett löfte kan inte ändras innan det finns.",
    mend="Rätta dagen. Är löftet inte ändrat: skriv ett annat slag i kind.",
    example="kind: amendment\npublished: 2024-09-02\ndate: 2024-08-29",
)
def check_amendments(site: Site) -> Iterator[Problem]:
    """An agreement is amended on the day it was signed or later, as far as that is known."""
    for update in site.updates:
        signing = site.agreement(update.agreement).signing
        if not update.is_amendment:
            continue
        if signing is None:
            yield site.problem_at(
                update.path,
                "kind",
                fault="löftet är inte undertecknat än, så det finns inget undertecknat att ändra",
                remedy="skriv ändringen i löftet själv och ett annat slag i kind, eller skriv signing i "
                f"{PROMISES} om löftet är undertecknat",
            )
            continue
        earliest = _earliest(signing)
        if earliest and update.happened_on < earliest:
            key = "date" if update.date else "published"
            when = "månaden" if signing.month else "dagen"
            yield site.problem_at(
                update.path,
                key,
                fault=f"{key} {update.happened_on} ligger före {when} då löftet undertecknades, "
                f"{signing.date} – ett löfte kan inte ändras innan det finns",
            )


@rule(
    "withdrawal-follows-publication",
    what="En text dras tillbaka tidigast samma dag som den publiceras.",
    why="En text kan inte dras tillbaka innan den finns.",
    mend="Rätta date under withdrawn.",
    example="published: 2024-03-05\nwithdrawn:\n  date: 2024-05-02\n"
    "  reason: Uppgiften gällde ett annat torg.",
)
def check_withdrawals(site: Site) -> Iterator[Problem]:
    """A text is withdrawn on the day it was published or later."""
    for record in site.dated:
        published = record.published.date()
        if record.withdrawn and record.withdrawn.date < published:
            yield site.problem_at(
                record.path,
                *("withdrawn", "date"),
                fault=f"date {record.withdrawn.date} ligger före published {published} – en text kan inte "
                "dras tillbaka innan den finns",
            )

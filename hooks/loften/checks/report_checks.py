"""Rules on what updates and follow-ups report: statuses, outcomes and assessments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.checks.references import assessments, reports
from loften.deriving import targets
from loften.deriving.timelines import Reported, reports_by_measure, timelines
from loften.records.problems import Problem, Severity
from loften.records.rules import rule
from loften.records.shared import Outcome, Report
from loften.records.site import Site
from loften.records.texts import FollowUp, Measure, Reporting
from loften.records.vocabulary import Per, Status, Verdict
from loften.words import labels, outcomes


@rule(
    "done-has-source",
    what="En åtgärd är genomförd (done) bara när en källa uppger det.",
    why="Webbplatsen påstår inget som ingen har uppgett.",
    mend="Skriv vem som uppger det i source, by: i posten om åtgärden, eller för hela texten.",
    example="measures:\n  - measure: lampor-vid-stationen\n    status: done\nsource:\n"
    "  by: Kommunens gatuenhet",
)
def check_sources(site: Site) -> Iterator[Problem]:
    """A measure is done only when someone is named who says so."""
    for record, index, report in reports(site):
        if report.status is Status.DONE and not (report.source or record.source):
            yield site.problem_at(
                record.path,
                *("measures", index, "status"),
                fault=f"status {_quoted(report.status)} kräver en källa",
                remedy='lägg till source med "by: …" (vem som uppger det)',
            )


@rule(
    "not-done-has-reason",
    what="Den som skriver not-done eller not-verifiable skriver också skälet.",
    why="Invånarna ska få veta varför något inte blev av eller inte kan följas upp.",
    mend="Lägg till reason i posten om åtgärden.",
    example="measures:\n  - measure: lampor-vid-stationen\n    status: not-done\n"
    "    reason: Lamporna går inte längre att beställa.",
)
def check_reasons(site: Site) -> Iterator[Problem]:
    """That a measure was not done, or cannot be followed up, is told with the reason."""
    for record, index, report in reports(site):
        if report.status in (Status.NOT_DONE, Status.NOT_VERIFIABLE) and report.reason is None:
            yield site.problem_at(
                record.path,
                *("measures", index, "status"),
                fault=f"status {_quoted(report.status)} kräver skälet",
                remedy='lägg till "reason: …"',
            )


def _quoted(status: Status) -> str:
    return f'"{status.value}" ({labels.label(status)})'


@rule(
    "report-says-something",
    what="En post om en åtgärd har status, outcome eller reason. I en rättelse får den vara utan, och tar då "
    "tillbaka det som stod.",
    why="Annars står nyheten på åtgärdens sida utan att berätta något om den.",
    mend="Lägg till status, outcome eller reason, eller ta bort posten.",
    example="measures:\n  - measure: lampor-vid-stationen\n    status: ongoing",
)
def check_reports_say_something(site: Site) -> Iterator[Problem]:
    """A report says something of its measure; in a correction, silence takes back what was said."""
    for record, index, report in reports(site):
        if not record.is_correction and report == Report(measure=report.measure, source=report.source):
            yield site.problem_at(
                record.path,
                *("measures", index, "measure"),
                fault=f'posten säger inget om åtgärden "{report.measure}"',
                remedy="lägg till status, outcome eller reason, eller ta bort posten",
            )


@rule(
    "measure-is-reported-once",
    what="I en text står varje åtgärd en enda gång i listan measures.",
    why="Annars går det inte att veta vilken post som gäller.",
    mend="Slå ihop posterna till en.",
    example="measures:\n  - measure: lampor-vid-stationen\n    status: ongoing\n"
    "  - measure: trygghetsvandring\n    status: planned",
)
def check_measures_once(site: Site) -> Iterator[Problem]:
    """A text reports on a measure once."""
    for record in site.reporting:
        seen: set[str] = set()
        for index, report in enumerate(record.measures):
            if report.measure in seen:
                yield site.problem_at(
                    record.path,
                    *("measures", index, "measure"),
                    fault=f'åtgärden "{report.measure}" står redan i listan',
                    remedy="slå ihop posterna till en",
                )
            seen.add(report.measure)


@rule(
    "no-news-is-no-report",
    what="En åtgärd står inte både i measures och i no_news i samma uppföljning.",
    why="Då säger uppföljningen både något nytt om åtgärden och att inget är nytt.",
    mend="Ta bort åtgärden ur no_news, eller ta bort posten i measures.",
    example="measures:\n  - measure: lampor-vid-stationen\n    status: ongoing\nno_news: [trygghetsvandring]",
)
def check_no_news(site: Site) -> Iterator[Problem]:
    """A follow-up has no news only of measures that it does not report on."""
    for follow_up in site.follow_ups:
        reported = {report.measure for report in follow_up.measures}
        for index, measure in enumerate(follow_up.no_news):
            if measure in reported:
                yield site.problem_at(
                    follow_up.path,
                    *("no_news", index),
                    fault=f'åtgärden "{measure}" står redan i measures',
                    remedy="ta bort den här, eller posten där",
                )


@rule(
    "one-status-a-day",
    what="Två texter ger inte samma åtgärd olika status på samma dag. En uppföljning räknas till den sista "
    "dag som den gäller, och får säga något annat om den publiceras senare. Rättelser, och det som är rättat "
    "eller tillbakadraget, räknas inte.",
    why="Annars vet ingen vilket läge som gäller.",
    mend="Rätta date eller status i den nyaste filen. Är båda redan publicerade: skriv en rättelse.",
    example="date: 2024-03-01\nmeasures:\n  - measure: lampor-vid-stationen\n    status: ongoing",
)
def check_one_status_a_day(site: Site) -> Iterator[Problem]:
    """Two texts do not give a measure different statuses on one day, for then nobody knows which holds.

    A follow-up that is published later holds before what was said of the same day. Corrections, what they
    have corrected and what is withdrawn are exempt.
    """
    for entries in reports_by_measure(site).values():
        counted = [entry for entry in entries if entry.counts_status and not entry.record.is_correction]
        by_path = sorted(counted, key=lambda entry: entry.record.path)
        for number, entry in enumerate(by_path):
            status = entry.report.status
            other = next((one for one in by_path[:number] if _speak_of_one_day(one, entry)), None)
            if status is None or other is None or other.report.status in (None, status):
                continue
            are_follow_ups = isinstance(entry.record, FollowUp) and isinstance(other.record, FollowUp)
            mend = (
                "rätta status, eller skriv en senare dag i published i den som ska gälla"
                if are_follow_ups
                else "rätta date eller status i den nyaste filen"
            )
            yield site.problem_at(
                entry.record.path,
                *("measures", entry.record.measures.index(entry.report), "status"),
                fault=f"status {_quoted(status)} säger emot {other.record.path}, som säger "
                f"{_quoted(other.report.status)} samma dag, {entry.day}",
                remedy=f"{mend}; är båda redan publicerade, skriv en rättelse",
            )


def _speak_of_one_day(one: Reported, other: Reported) -> bool:
    """Whether nothing tells which of two reports holds: neither their days nor a follow-up's publication."""
    looks_back = isinstance(one.record, FollowUp) or isinstance(other.record, FollowUp)
    is_one_publication = one.record.published.date() == other.record.published.date()
    is_other_text = one.record.path != other.record.path
    return is_other_text and one.day == other.day and (is_one_publication or not looks_back)


# --- outcomes -----------------------------------------------------------------------------------------------


def _outcomes(site: Site) -> Iterator[tuple[Reporting, int, Outcome, Measure]]:
    """Every outcome of a measure that exists, with the record that tells it and the report's number there."""
    measures = site.measures_by_id
    for record, index, report in reports(site):
        measure = measures.get((record.agreement, report.measure))
        if report.outcome and measure:
            yield record, index, report.outcome, measure


@rule(
    "outcome-has-unit-of-target",
    what="Ett utfall (outcome) räknar samma sak som åtgärdens mål (target), med samma ord i unit.",
    why="Annars går antalet inte att jämföra med målet.",
    mend="Kopiera unit ur åtgärdens target.",
    example="outcome:\n  count: 12\n  unit: lampor\n  from: 2024-01-01\n  to: 2024-03-31",
)
def check_units(site: Site) -> Iterator[Problem]:
    """An outcome counts what its target counts, in the same words."""
    for record, index, outcome, measure in _outcomes(site):
        if measure.target and outcome.unit != measure.target.unit:
            yield site.problem_at(
                record.path,
                *("measures", index, "outcome", "unit"),
                fault=f'unit "{outcome.unit}" är inte vad målet räknar',
                remedy=f'skriv "{measure.target.unit}", som i {measure.path}',
            )


@rule(
    "counted-days-are-over",
    what="Ett utfall (outcome) gäller inga dagar efter published.",
    why="Ett antal kan inte gälla dagar som inte har varit.",
    mend="Rätta to, eller skriv en senare dag i published.",
    example="published: 2024-04-02\nmeasures:\n  - measure: lampor-vid-stationen\n    outcome:\n"
    "      count: 12\n      unit: lampor\n      from: 2024-01-01\n      to: 2024-03-31",
)
def check_counted_days(site: Site) -> Iterator[Problem]:
    """An outcome counts days that had been when it was published."""
    for record, index, report in reports(site):
        published = record.published.date()
        if report.outcome and report.outcome.end > published:
            yield site.problem_at(
                record.path,
                *("measures", index, "outcome", "to"),
                fault=f"to {report.outcome.end} ligger efter published {published} – ett antal kan inte "
                "gälla dagar som inte har varit",
            )


@rule(
    "target-met-fits-the-numbers",
    what="target_met skrivs bara om åtgärden har ett mål (target), och säger inte emot antalet.",
    why="Säger de olika går det inte att lita på något av dem.",
    mend="Rätta antalet, eller ta bort raden target_met.",
    example="outcome:\n  count: 12\n  unit: lampor\n  from: 2024-01-01\n  to: 2024-12-31\n  target_met: true",
)
def check_target_met(site: Site) -> Iterator[Problem]:
    """`target_met` is said of a measure that has a target, and does not contradict the numbers."""
    for record, index, outcome, measure in _outcomes(site):
        said = outcome.is_target_met
        if said is None:
            continue
        location = ("measures", index, "outcome", "target_met")
        if measure.target is None:
            yield site.problem_at(
                record.path,
                *location,
                fault=f'åtgärden "{measure.id}" har inget mål',
                remedy="ta bort raden target_met",
            )
        elif measure.target.per in (Per.PERIOD, Per.YEAR) and outcome.unit == measure.target.unit:
            # With every span over, the verdict is the one that will stand; no rule waits for a day to come.
            verdict = targets.verdict(site.agreement(measure.agreement), measure, outcome, dt.date.max)
            if verdict is (Verdict.NOT_MET if said else Verdict.MET):
                yield site.problem_at(
                    record.path,
                    *location,
                    fault=f"target_met {str(said).lower()} stämmer inte: {outcome.count} av "
                    f"{outcomes.goal(measure.target)}",
                    remedy="rätta antalet eller ta bort raden target_met",
                )


@rule(
    "done-reaches-target",
    what="En åtgärd med ett mål i siffror är genomförd (done) när utfallet når målet. Annars står skälet i "
    "reason. Fler än ett mål på exakt (exactly) är inget fel.",
    why="Annars läser invånarna att åtgärden är genomförd bredvid ett antal som säger något annat.",
    mend="Rätta utfallet om det är fel eller inte gäller hela tiden. Stämmer det: skriv partly-done i "
    "stället för done, eller skriv i reason varför åtgärden ändå räknas som genomförd. Är texten redan "
    "publicerad rättar du utfall och status i en rättelse.",
    example="measures:\n  - measure: lampor-vid-stationen\n    status: partly-done\n    outcome:\n"
    "      count: 9\n      unit: lampor\n      from: 2024-01-01\n      to: 2024-12-31",
)
def check_done_reaches_target(site: Site) -> Iterator[Problem]:
    """A measure that is done has reached its target, or the report says why it is done all the same.

    Only the status and the outcome that count are asked. What goes beyond "exactly" is no fault.
    """
    for timeline in timelines(site, dt.date.max).values():
        measure, said, counted = timeline.measure, timeline.status_entry, timeline.outcome_entry
        outcome, target = timeline.outcome, measure.target
        if measure.withdrawn or said is None or counted is None or outcome is None or target is None:
            continue
        if said.report.status is not Status.DONE or said.report.reason or outcome.unit != target.unit:
            continue
        if targets.falls_short(site.agreement(measure.agreement), measure, outcome):
            missed = " (target_met: false)" if outcome.is_target_met is False else ""
            elsewhere = f", i {counted.record.path}" if counted.record is not said.record else ""
            yield site.problem_at(
                said.record.path,
                *("measures", said.record.measures.index(said.report), "status"),
                fault=f"status {_quoted(Status.DONE)}, men utfallet stämmer inte med målet: "
                f"{outcomes.reported(outcome)}{missed}{elsewhere}; målet är {outcomes.goal(target)}",
                remedy="rätta utfallet om det är fel eller inte gäller hela tiden, skriv status "
                f"{_quoted(Status.PARTLY_DONE)}, eller skriv i reason varför åtgärden ändå räknas som "
                "genomförd",
                severity=Severity.WARNING,
            )


# --- assessments --------------------------------------------------------------------------------------------


@rule(
    "assessment-has-one-subject",
    what="En bedömning gäller ett löfte eller ett fokusområde, inte båda. En text bedömer samma sak en gång.",
    why="Annars går det inte att veta vad bedömningen gäller, eller vilken som räknas.",
    mend="Skriv antingen promise eller focus_area. Bedöms samma sak två gånger: ta bort den ena posten.",
    example="assessments:\n  - promise: tryggt-i-centrum\n    assessment: on-track\n"
    "    reason: Lamporna vid stationen är bytta.",
)
def check_assessments(site: Site) -> Iterator[Problem]:
    """An assessment is of one promise or one focus area, each assessed once in a text."""
    seen: set[tuple[str, str | None, str | None]] = set()
    for record, index, entry in assessments(site):
        if (entry.promise is None) is (entry.focus_area is None):
            yield site.problem_at(
                record.path,
                *("assessments", index),
                fault="en bedömning ska gälla ett löfte eller ett fokusområde",
                remedy=f"skriv promise eller focus_area{', inte båda' if entry.promise else ''}",
            )
            continue
        subject = (record.path, entry.promise, entry.focus_area)
        if subject in seen:
            key = "promise" if entry.promise else "focus_area"
            yield site.problem_at(
                record.path,
                *("assessments", index, key),
                fault=f'"{entry.promise or entry.focus_area}" bedöms redan i listan',
                remedy="ta bort den ena posten",
            )
        seen.add(subject)

"""Rules on dialogues: when they are held, and what can be told of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.records.problems import Problem, Wording
from loften.records.rules import rule
from loften.records.site import Site
from loften.records.vocabulary import UpdateKind


@rule(
    "event-is-of-a-dialogue",
    what="Bara en nyhet med kind: dialogue har event och points.",
    why="Tid, plats och vad de som kom sa hör till en dialog som invånarna kan komma till.",
    mend='Skriv "kind: dialogue", eller ta bort fältet. Dagen för något annat skrivs i date.',
    example="kind: dialogue\nevent:\n  starts: 2024-09-20 18:00\n  place: torget",
)
def check_events_are_of_dialogues(site: Site) -> Iterator[Problem]:
    """Only a dialogue has an event and points."""
    for update in site.updates:
        for key, value in (("event", update.event), ("points", update.points)):
            if value and update.kind is not UpdateKind.DIALOGUE:
                yield site.problem_at(
                    update.path,
                    key,
                    fault=f"bara en dialog har {key}",
                    remedy='skriv "kind: dialogue" eller ta bort fältet',
                    of_key=True,
                )


@rule(
    "event-ends-after-it-starts",
    what="I event ligger ends inte före starts. Båda är skrivna på samma sätt: en dag, eller en dag med "
    "klockslag.",
    why="Den som vill komma behöver veta när det är. Midnatt räknas som en dag utan klockslag.",
    mend="Rätta den tid som är fel, eller skriv klockslag i båda. Slutar det vid midnatt: skriv 23:59.",
    example="event:\n  starts: 2024-09-20 18:00\n  ends: 2024-09-20 20:00",
)
def check_events_end(site: Site) -> Iterator[Problem]:
    """An event does not end before it starts, and both are days or both have a time of day."""
    for update in site.updates:
        event = update.event
        if event is None or event.ends is None:
            continue
        has_times = [moment.time() != dt.time() for moment in (event.starts, event.ends)]
        if has_times[0] is not has_times[1]:
            one, other = ("ends", "starts") if has_times[0] else ("starts", "ends")
            wording = Wording(f"{one} saknar klockslag, men {other} har ett", "skriv klockslag i båda")
        elif event.ends < event.starts:
            wording = Wording("ends ligger före starts", "rätta den tid som är fel")
        else:
            continue
        yield site.problem_at(update.path, "event", "ends", fault=wording.fault, remedy=wording.remedy)


@rule(
    "date-is-day-of-event",
    what="Har en dialog event är date samma dag som starts, eller utelämnad.",
    why="Annars går det inte att veta vilken dag som gäller.",
    mend="Ta bort date, eller rätta den dag som är fel.",
    example="event:\n  starts: 2024-09-20 18:00",
)
def check_dates_of_events(site: Site) -> Iterator[Problem]:
    """A date beside an event is the day on which the event starts."""
    for update in site.updates:
        if update.event and update.date not in (None, update.event.first_day):
            yield site.problem_at(
                update.path,
                "date",
                fault=f"date {update.date} är inte dagen då dialogen börjar, {update.event.first_day}",
                remedy="ta bort date, eller rätta den dag som är fel",
            )


@rule(
    "points-follow-the-dialogue",
    what="Synpunkter (points) står i en text som publiceras samma dag som dialogen hålls, eller senare.",
    why="Före dialogen har ingen sagt något.",
    mend="Ta bort points, och berätta om synpunkterna i en ny nyhet när dialogen har varit.",
    example="published: 2024-09-23\nevent:\n  starts: 2024-09-20 18:00\npoints:\n"
    "  - id: morkt-vid-stationen\n    text: Det är mörkt vid stationen.",
)
def check_points_follow_the_dialogue(site: Site) -> Iterator[Problem]:
    """What residents said is published on the day of the dialogue at the earliest."""
    for update in site.updates:
        if update.points and update.happened_on > update.published.date():
            yield site.problem_at(
                update.path,
                "points",
                fault=f"dialogen hålls {update.happened_on}, efter published {update.published.date()}, så "
                "ingen har sagt något än",
                remedy="ta bort points, och berätta om synpunkterna i en ny nyhet när dialogen har varit",
                of_key=True,
            )

"""Rules on corrections: what they correct exists, and they speak of nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from loften.catalogue import addresses
from loften.catalogue.entries import catalogue
from loften.checks.references import closest
from loften.deriving.timelines import by_name
from loften.reading import suggestions
from loften.records.problems import Problem, Wording
from loften.records.rules import rule
from loften.records.site import Site
from loften.records.texts import FollowUp, WordForWord


@rule(
    "correction-names-what-it-corrects",
    what="En rättelse har en rad corrects med adressen till det som rättas. Ingen annan nyhet har den raden.",
    why="Sidan som rättas visar rättelsen, och rättelsen länkar tillbaka.",
    mend="Lägg till corrects i rättelsen. Är nyheten ingen rättelse: ta bort raden.",
    example="kind: correction\ncorrects: 2024/nyheter/2024-03-01-belysning",
)
def check_corrects(site: Site) -> Iterator[Problem]:
    """A correction, and nothing but a correction, names what it corrects."""
    for update in site.updates:
        is_correction = update.is_correction
        if is_correction and update.corrects is None:
            yield site.problem_at(
                update.path,
                "kind",
                fault="en rättelse ska säga vad den rättar",
                remedy='lägg till "corrects:" med sidans adress, till exempel '
                f"{update.agreement}/nyheter/2024-03-01-belysning",
            )
        elif update.corrects is not None and not is_correction:
            yield site.problem_at(
                update.path,
                "corrects",
                fault="bara en rättelse har corrects",
                remedy='ta bort raden eller skriv "kind: correction"',
                of_key=True,
            )


@rule(
    "corrected-page-exists",
    what="En rättelse rättar en annan nyhet, en uppföljning, en åtgärd, ett löfte, ett fokusområde, hela "
    "medborgarlöftet eller Ord för ord. Rättelsen och sidan hör till samma medborgarlöfte.",
    why="Då syns rättelsen på sidan som var fel.",
    mend="Skriv adressen till sidan som var fel. Hör sidan till ett annat medborgarlöfte: flytta rättelsen "
    "dit.",
    example="corrects: 2024/atgarder/lampor-vid-stationen",
)
def check_corrected(site: Site) -> Iterator[Problem]:
    """What is corrected is another text of the same agreement, something in it, or the agreement itself."""
    correctable = _correctable(site)
    entries = catalogue(site)
    for update in site.updates:
        if update.corrects is None:
            continue
        own = addresses.of_record(update).rstrip("/")
        if update.corrects == own:
            wording = Wording(
                "en rättelse kan inte rätta sig själv", "skriv adressen till den sida som var fel"
            )
        elif update.corrects not in correctable:
            others = {address: None for address in correctable if address != own}
            moved = entries.at(update.corrects)
            is_offered = moved is not None and moved.name in others
            offer = moved.name if moved and is_offered else _offer(update.corrects, others)
            wording = Wording(
                f'corrects "{update.corrects}" finns inte',
                f'menade du "{offer}"?'
                if offer
                else "skriv adressen till en nyhet, en uppföljning, en åtgärd, ett löfte, ett fokusområde "
                "eller hela medborgarlöftet",
            )
        elif update.corrects.split("/")[0] != update.agreement:
            folder = update.corrects.split("/")[0]
            wording = Wording(
                f'"{update.corrects}" hör till ett annat medborgarlöfte',
                f"flytta rättelsen till content/{folder}/nyheter/",
            )
        else:
            continue
        yield site.problem_at(update.path, "corrects", fault=wording.fault, remedy=wording.remedy)


def _correctable(site: Site) -> dict[str, None]:
    """The addresses that a correction can name, without closing slash, records first."""
    texts = (*site.reporting, *site.measures)
    found = [addresses.of_record(text) for text in texts]
    for agreement in site.agreements:
        found.append(addresses.of_agreement(agreement))
        found.extend(addresses.of_subject(agreement, subject) for subject in agreement.subjects)
    found.extend(addresses.of_record(page) for page in site.pages if isinstance(page, WordForWord))
    return {address.rstrip("/"): None for address in found}


def _offer(written: str, correctable: dict[str, None]) -> str | None:
    """The address that an editor probably meant, also where they wrote a file's path or left out a folder."""
    ending = [address for address in correctable if address.endswith(f"/{written}")]
    tidied = suggestions.page_address(written)
    return (ending[0] if len(ending) == 1 else None) or closest(tidied or written, correctable)


@rule(
    "correction-adds-no-measure",
    what="En rättelse av en nyhet eller en uppföljning tar bara upp åtgärder som den rapporterade om.",
    why="Bara det som stod där kan vara fel. Det som är nytt om en åtgärd hör hemma i en egen nyhet.",
    mend="Ta bort posten, eller berätta om åtgärden i en egen nyhet.",
    example="kind: correction\ncorrects: 2024/nyheter/2024-03-01-belysning\nmeasures:\n"
    "  - measure: lampor-vid-stationen\n    status: ongoing",
)
def check_corrected_measures(site: Site) -> Iterator[Problem]:
    """A correction of an update or a follow-up speaks only of measures that it reported on."""
    originals = by_name(site)
    for update in site.updates:
        original = originals.get(update.corrects or "")
        if original is None or not update.is_correction:
            continue
        reported = {report.measure: None for report in original.every_report}
        for index, report in enumerate(update.measures):
            if report.measure not in reported:
                listed = f" Tillåtna: {', '.join(reported)}" if reported else ""
                yield site.problem_at(
                    update.path,
                    *("measures", index, "measure"),
                    fault=f'åtgärden "{report.measure}" står inte i {original.path}, som rättas',
                    remedy=f"ta bort posten, eller berätta om åtgärden i en egen nyhet.{listed}",
                )


@rule(
    "only-follow-ups-assess",
    what="Bedömningar (assessments) står i en uppföljning, eller i en rättelse av en uppföljning.",
    why="Löften och fokusområden bedöms när parterna ser tillbaka på en hel tid.",
    mend="Ta bort assessments, eller skriv bedömningen i en uppföljning.",
    example="kind: correction\ncorrects: 2024/uppfoljning/halvar-1\nassessments:\n"
    "  - promise: tryggt-i-centrum\n    assessment: behind\n    reason: Hälften av lamporna saknas.",
)
def check_corrected_assessments(site: Site) -> Iterator[Problem]:
    """An update assesses nothing unless it corrects a follow-up."""
    originals = by_name(site)
    for update in site.updates:
        is_correction = update.is_correction
        corrects_follow_up = is_correction and isinstance(originals.get(update.corrects or ""), FollowUp)
        if update.assessments and not corrects_follow_up:
            yield site.problem_at(
                update.path,
                "assessments",
                fault="bara en rättelse av en uppföljning kan ha assessments",
                remedy="ta bort fältet, eller skriv bedömningen i en uppföljning i "
                f"content/{update.agreement}/uppfoljning/",
                of_key=True,
            )

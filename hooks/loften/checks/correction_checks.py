"""Rules on corrections: what they correct exists, and they speak of nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften import addresses
from loften.checks.references import closest, problem_at, reporting
from loften.model import FollowUp, Update
from loften.problems import Problem
from loften.reading import meant
from loften.site import Site
from loften.vocabulary import UpdateKind


def check_corrects(site: Site, today: dt.date) -> Iterator[Problem]:
    """A correction, and nothing but a correction, names what it corrects."""
    for update in site.updates:
        is_correction = update.kind is UpdateKind.CORRECTION
        if is_correction and update.corrects is None:
            message = (
                'en rättelse ska säga vad den rättar – lägg till "corrects:" med sidans adress, till exempel '
                f"{update.agreement}/nyheter/2024-03-01-belysning"
            )
            yield problem_at(site, update.path, "kind", message=message)
        elif update.corrects is not None and not is_correction:
            message = 'bara en rättelse har corrects – ta bort raden eller skriv "kind: correction"'
            yield problem_at(site, update.path, "corrects", of_key=True, message=message)


def check_corrected(site: Site, today: dt.date) -> Iterator[Problem]:
    """What is corrected is another update, follow-up, measure, promise or agreement of the same agreement."""
    correctable = _correctable(site)
    renamed = dict(_renamed(site))
    for update in site.updates:
        if update.corrects is None:
            continue
        own = addresses.of_record(update).rstrip("/")
        if update.corrects == own:
            message = "en rättelse kan inte rätta sig själv – skriv adressen till den sida som var fel"
        elif update.corrects not in correctable:
            others = {address: None for address in correctable if address != own}
            offer = renamed.get(update.corrects) or _offer(update.corrects, others)
            advice = (
                f'menade du "{offer}"?'
                if offer
                else "skriv adressen till en nyhet, en uppföljning, en åtgärd, ett löfte eller hela "
                "medborgarlöftet"
            )
            message = f'corrects "{update.corrects}" finns inte – {advice}'
        elif update.corrects.split("/")[0] != update.agreement:
            folder = update.corrects.split("/")[0]
            message = (
                f'"{update.corrects}" hör till ett annat medborgarlöfte – flytta rättelsen till '
                f"content/{folder}/nyheter/"
            )
        else:
            continue
        yield problem_at(site, update.path, "corrects", message=message)


def _correctable(site: Site) -> dict[str, None]:
    """The addresses that a correction can name, without closing slash, records first."""
    records = (*site.updates, *site.follow_ups, *site.measures)
    found = [addresses.of_record(record) for record in records]
    for agreement in site.agreements:
        found.append(addresses.of_agreement(agreement))
        found.extend(addresses.of_promise(agreement, promise) for promise in agreement.promises)
    return {address.rstrip("/"): None for address in found}


def _renamed(site: Site) -> Iterator[tuple[str, str]]:
    for record in (*site.updates, *site.follow_ups, *site.measures):
        for former in record.former_addresses:
            yield former, addresses.of_record(record).rstrip("/")


def _offer(written: str, correctable: dict[str, None]) -> str | None:
    """The address that an editor probably meant, also where they wrote a file's path or left out a folder."""
    ending = [address for address in correctable if address.endswith(f"/{written}")]
    tidied = meant.page_address(written)
    return (ending[0] if len(ending) == 1 else None) or closest(tidied or written, correctable)


def check_corrected_measures(site: Site, today: dt.date) -> Iterator[Problem]:
    """A correction of an update or a follow-up speaks only of measures that it reported on."""
    originals = _originals(site)
    for update in site.updates:
        original = originals.get(update.corrects or "")
        if original is None or update.kind is not UpdateKind.CORRECTION:
            continue
        reported = {report.measure: None for report in original.measures}
        for index, report in enumerate(update.measures):
            if report.measure not in reported:
                listed = f" Tillåtna: {', '.join(reported)}" if reported else ""
                message = (
                    f'åtgärden "{report.measure}" står inte i {original.path}, som rättas – '
                    f"ta bort posten, eller berätta om åtgärden i en egen nyhet.{listed}"
                )
                yield problem_at(site, update.path, "measures", index, "measure", message=message)


def check_corrected_assessments(site: Site, today: dt.date) -> Iterator[Problem]:
    """An update assesses nothing unless it corrects a follow-up."""
    originals = _originals(site)
    for update in site.updates:
        is_correction = update.kind is UpdateKind.CORRECTION
        corrects_follow_up = is_correction and isinstance(originals.get(update.corrects or ""), FollowUp)
        if update.assessments and not corrects_follow_up:
            message = (
                "bara en rättelse av en uppföljning kan ha assessments – ta bort fältet, eller skriv "
                f"bedömningen i en uppföljning i content/{update.agreement}/uppfoljning/"
            )
            yield problem_at(site, update.path, "assessments", of_key=True, message=message)


def _originals(site: Site) -> dict[str, Update | FollowUp]:
    """The updates and follow-ups by their addresses without closing slash."""
    return {addresses.of_record(record).rstrip("/"): record for record in reporting(site)}

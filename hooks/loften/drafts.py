"""Which pages the site has, what each is called, where it lies and what its template needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from loften import addresses, new_texts
from loften.events import EventKind
from loften.model import Agreement, FileRecord, FocusArea, Measure, Promise
from loften.view import View

PROMISES = "promises.yaml"
WITHDRAWN = "Texten är tillbakadragen."


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A page before it is rendered.

    `origin` is the file and line where an editor changes it; None for pages that only derive. `group` names
    the row of pages that it is leafed through with, in the order of the drafts. `short_title` is its name
    among the breadcrumbs, `menu` its name in the menu; None for the title, and for a page not in the menu.
    """

    address: str
    title: str
    description: str
    template: str
    parent: str | None
    origin: tuple[str, int] | None = None
    updated: dt.date | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    short_title: str | None = None
    menu: str | None = None
    group: str | None = None
    is_listed: bool = True
    language: str = "sv"

    @property
    def full_title(self) -> str:
        """The title as it stands by itself in a browser's tab or a list of hits: with its agreement's."""
        agreement = self.context.get("agreement")
        if agreement is None or self.parent is None or agreement.title.lower() in self.title.lower():
            return self.title
        return f"{self.title} – {agreement.title}"


def drafts(view: View) -> tuple[Draft, ...]:
    """Every page of the site, in the order of the menu, then by agreement."""
    found = [_start(view)]
    for agreement in sorted(view.site.agreements, key=lambda a: a.period.start, reverse=True):
        found.extend(_agreement_pages(view, agreement))
    found.extend(_places(view))
    found.extend(_site_wide(view))
    generated = {draft.address for draft in found}
    found.extend(draft for draft in _text_pages(view) if draft.address not in generated)
    return tuple(found)


def _start(view: View) -> Draft:
    introduction = introduction_of(view, addresses.START)
    municipality = view.site.promises_file.municipality
    return Draft(
        address=addresses.START,
        title=introduction.title if introduction else view.site.settings.site_name,
        description=introduction.summary if introduction else f"Medborgarlöften i {municipality.name}.",
        template="start",
        short_title="Start",
        parent=None,
        origin=(introduction.path, 1) if introduction else None,
        updated=view.last_change(view.events),
        context={"agreement": view.current, "introduction": introduction},
    )


def _agreement_pages(view: View, agreement: Agreement) -> Iterator[Draft]:
    """The pages of one agreement; those of the current one have their sections in the menu."""
    is_current = agreement.id == view.current.id
    home = addresses.of_agreement(agreement)
    line = _line(view, agreement)
    found = view.events_of(agreement)
    updated = view.last_change(found)
    name = agreement.title

    def section(address: str, title: str, menu: str, description: str, template: str) -> Draft:
        return Draft(
            address=address,
            title=title,
            description=description,
            template=template,
            parent=home,
            origin=(PROMISES, line),
            updated=updated,
            context={"agreement": agreement, "introduction": introduction_of(view, address)},
            short_title=menu,
            menu=menu if is_current else None,
            group=f"{agreement.id} sections",
        )

    yield Draft(
        address=home,
        title=name,
        description=agreement.summary,
        template="agreement",
        parent=addresses.START,
        origin=(PROMISES, line),
        updated=updated,
        context={"agreement": agreement, "introduction": introduction_of(view, home)},
        menu="Löftet" if is_current else None,
        group=f"{agreement.id} sections",
    )
    yield from _subjects(view, agreement)
    yield section(
        addresses.of_measures(agreement),
        "Åtgärder",
        "Åtgärder",
        f"{name}: alla åtgärder och hur det går med dem.",
        "measures",
    )
    for measure in addresses.measures_of(view.site, agreement):
        yield _record(view, measure, "measure", addresses.of_measures(agreement), agreement)
    yield section(
        addresses.of_news(agreement),
        "Nyheter",
        "Nyheter",
        f"{name}: vad som har gjorts och vad som har hänt.",
        "news",
    )
    for event in reversed(found):
        if event.kind is EventKind.UPDATE and isinstance(event.record, FileRecord):
            yield _record(view, event.record, "update", addresses.of_news(agreement), agreement)
    yield section(
        addresses.of_follow_ups(agreement),
        "Uppföljning",
        "Uppföljning",
        f"{name}: hur det följs upp, och vilka uppföljningar som är publicerade här.",
        "follow_ups",
    )
    for follow_up in view.follow_ups(agreement):
        yield _record(view, follow_up, "follow_up", addresses.of_follow_ups(agreement), agreement)
    yield section(
        addresses.of_results(agreement),
        "Vad blev resultatet?",
        "Resultat",
        f"{name}: bedömningar, mål och utfall – och det som inget är publicerat om.",
        "results",
    )
    yield from _parties(view, agreement)


def _subjects(view: View, agreement: Agreement) -> Iterator[Draft]:
    """The pages of an agreement's promises and focus areas."""
    index = view.site.agreements.index(agreement)

    def page(subject: Promise | FocusArea, address: str, template: str, key: str, number: int) -> Draft:
        position = view.site.position(PROMISES, "agreements", index, key, number)
        return Draft(
            address=address,
            title=subject.title,
            description=subject.summary,
            template=template,
            short_title=subject.short_title,
            parent=addresses.of_agreement(agreement),
            origin=(PROMISES, position.line),
            updated=view.last_change(view.events_naming(agreement, subject)),
            context={"agreement": agreement, template: subject},
            group=f"{agreement.id} {key}",
        )

    for number, promise in enumerate(agreement.promises):
        yield page(promise, addresses.of_promise(agreement, promise), "promise", "promises", number)
    for number, area in enumerate(agreement.focus_areas):
        yield page(area, addresses.of_focus_area(agreement, area), "focus_area", "focus_areas", number)


def _parties(view: View, agreement: Agreement) -> Iterator[Draft]:
    index_address = addresses.of_parties(agreement)
    line = view.site.position(PROMISES, "parties").line
    yield Draft(
        address=index_address,
        title="Vem har lovat vad?",
        description=f"{agreement.title}: åtgärderna efter vem som ansvarar för dem.",
        template="parties",
        parent=addresses.of_agreement(agreement),
        origin=(PROMISES, line),
        updated=view.last_change(view.events_of(agreement)),
        context={"agreement": agreement},
        group=f"{agreement.id} sections",
    )
    for party in addresses.used_parties(view.site, agreement):
        number = view.site.parties.index(party)
        yield Draft(
            address=addresses.of_party(agreement, party),
            title=f"{party.name[:1].upper()}{party.name[1:]}",
            description=f"{agreement.title}: vad {party.name} har lovat och medverkar i.",
            template="party",
            parent=index_address,
            origin=(PROMISES, view.site.position(PROMISES, "parties", number).line),
            updated=view.last_change(view.events_of(agreement)),
            context={"agreement": agreement, "party": party},
            group=f"{agreement.id} parties",
        )


def _places(view: View) -> Iterator[Draft]:
    for place in addresses.used_places(view.site):
        number = view.site.promises_file.places.index(place)
        yield Draft(
            address=addresses.of_place(place),
            title=place.name,
            description=f"Löften, åtgärder och nyheter som gäller {place.name}.",
            template="place",
            parent=addresses.START,
            origin=(PROMISES, view.site.position(PROMISES, "places", number).line),
            updated=view.changed_at(place),
            context={"place": place},
            group="places",
        )


def _site_wide(view: View) -> Iterator[Draft]:
    """The pages that speak of the whole site."""

    def page(address: str, title: str, description: str, template: str, key: str | None = None) -> Draft:
        line = view.site.position(PROMISES, key).line if key else 1
        return Draft(
            address=address,
            title=title,
            description=description,
            template=template,
            parent=addresses.START,
            origin=(PROMISES, line) if key else None,
            updated=view.last_change(view.events),
            group="site",
        )

    yield page(addresses.CURRENT, "Aktuellt", "Det senaste och det som kommer.", "current")
    yield page(
        addresses.ARCHIVE,
        "Alla löften, år för år",
        "Löftena för varje år, och hur det gick med dem.",
        "archive",
        "agreements",
    )
    yield page(addresses.CORRECTIONS, "Rättelser", "Allt som har rättats på webbplatsen.", "corrections")
    yield page(addresses.GLOSSARY, "Ordlista", "Ord och förkortningar, förklarade.", "glossary", "glossary")
    yield _editor(view)


def _editor(view: View) -> Draft:
    """The page from which editors start new texts, the newest agreement first; no visitor is led to it."""
    newest_first = sorted(view.site.agreements, key=lambda agreement: agreement.period.start, reverse=True)
    found = [(agreement, new_texts.starts(view.site, agreement, view.today)) for agreement in newest_first]
    return Draft(
        address=addresses.EDITOR,
        title="För redaktörer",
        description="Börja på en ny text, och se hur den blir publicerad.",
        template="editor",
        parent=addresses.START,
        context={"agreements": found},
        is_listed=False,
    )


def _text_pages(view: View) -> Iterator[Draft]:
    known = {agreement.id for agreement in view.site.agreements}
    for page in view.site.pages:
        yield Draft(
            address=addresses.of_record(page),
            title=page.title,
            description=WITHDRAWN if page.withdrawn else page.summary,
            template="withdrawn" if page.withdrawn else "text",
            parent=f"{page.agreement}/" if page.agreement in known else addresses.START,
            origin=(page.path, 1),
            updated=page.updated,
            context={"record": page},
            menu=page.menu,
            group=f"{page.agreement} texts",
            language=page.language or "sv",
        )


def _record(view: View, record: FileRecord, template: str, parent: str, agreement: Agreement) -> Draft:
    timeline = view.timeline(record) if isinstance(record, Measure) else None
    return Draft(
        address=addresses.of_record(record),
        title=record.title,
        description=WITHDRAWN if record.withdrawn else record.summary,
        template="withdrawn" if record.withdrawn else template,
        parent=parent,
        origin=(record.path, 1),
        updated=view.changed(record),
        context={"agreement": agreement, "record": record, "timeline": timeline},
        group=parent,
    )


def introduction_of(view: View, address: str) -> FileRecord | None:
    """The hand-written page whose text opens a generated one, the one at the same address."""
    return next((page for page in view.site.pages if addresses.of_record(page) == address), None)


def _line(view: View, agreement: Agreement) -> int:
    return view.site.position(PROMISES, "agreements", view.site.agreements.index(agreement)).line

"""What becomes public when one state of the content takes another's place, told in Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from loften.catalogue import addresses
from loften.catalogue.entries import Entry, catalogue
from loften.comparing.consequences import consequences
from loften.comparing.differences import differences, shown
from loften.comparing.forgetting import erased_names, forgotten
from loften.comparing.signed_changes import signed_changes
from loften.comparing.succession import successors
from loften.comparing.word_changes import erased_files
from loften.deriving.events import Event, EventKind, events
from loften.privacy.personal_data import Public, masked, masked_name, public_data
from loften.prose.public_files import public_files
from loften.records.documents import SETTINGS, Document
from loften.records.promises_file import Contact, PromisesFile
from loften.records.record import Record, written_fields
from loften.records.settings import Settings
from loften.records.site import Site, emptied, is_held_back, public
from loften.records.texts import FileRecord
from loften.telling.reporting import escaped
from loften.words import nouns
from loften.words.grammar import counted, sentence_case


def changes(before: Site | None, after: Site, today: dt.date, published: Site | None = None) -> str:
    """`## Det här blir offentligt` and a section for each sort of change; a sentence if there is none.

    `before` is None where nothing was there before: then everything is new. `published` is what residents can
    read, None where that is not known: the change is told from `before` all the same. Personal data in the
    texts is shown as an ellipsis, and nothing in them is taken for Markdown or HTML.
    """
    base = before or emptied(after)
    before = forgotten(base, after)
    was, now = public(before, today), public(after, today)
    was_files, now_files = public_files(before, today), public_files(after, today)
    words = _Words(settings=after.settings, public=public_data(after.promises_file))
    sections = {
        "Nya sidor": _new_pages(was, now, words),
        "Ändrade sidor": _changed_pages(was, now, words),
        "I flödet, för dem som prenumererar": _feed(was, now, today, words),
        "Det här följer av ändringen": (f"- {words.text(line)}" for line in consequences(was, now, today)),
        "Det som är undertecknat ändras": _signed(before, after, today, words),
        "Uppgifter som visas på flera sidor": _shared(before, after, words),
        "Undantag från spärren mot personuppgifter": _exceptions(before, after, words),
        "Bilder och andra filer": _files(was_files, now_files, words),
        "Adresser som försvinner": [
            *_lost_addresses(was, now, words),
            *_erased_addresses(base, after),
            *_lost_files(was_files, now_files, erased_files(before, after), words),
        ],
        "Hålls inne till en viss dag": _held_back(before, after, today, words),
    }
    lines = ["## Det här blir offentligt"]
    for heading, found in sections.items():
        told = list(found)
        if told:
            lines += ["", f"### {heading}", "", *told]
    if len(lines) == 1:
        lines += ["", "Inget ändras av det som besökare och prenumeranter ser."]
    if published and _differ(published, base):
        lines += ["", f"I {escaped(after.settings.branch)} finns redan annat som inte är publicerat än."]
    return "\n".join(lines) + "\n"


def _differ(published: Site, base: Site) -> bool:
    """Whether the base holds anything else than what is published."""
    was, now = ((site.promises_file, site.texts, site.settings, site.assets) for site in (published, base))
    return was != now


@dataclass(frozen=True, kw_only=True)
class _Words:
    """Writes texts and addresses so that Markdown shows them as they are, and without personal data."""

    settings: Settings
    public: Public

    def text(self, text: str) -> str:
        return escaped(masked(text, self.public))

    def address(self, address: str) -> str:
        """The full address as code, because the page may not be there yet."""
        full = addresses.absolute(self.settings, masked_name(address, self.public))
        return f"`{full.replace('`', '%60')}`"


# --- pages --------------------------------------------------------------------------------------------------


def _new_pages(was: Site, now: Site, words: _Words) -> Iterator[str]:
    heirs = {(heir.path, heir.location) for _, heir in successors(was, now) if heir}
    for entry in catalogue(now).written:
        if (entry.path, entry.location) not in heirs:
            yield f"- **{words.text(entry.title)}** – {words.address(entry.address)}"
    known = catalogue(was).addresses
    for entry in catalogue(now).entries:
        # the pages of parties and places, which no one writes
        if entry.record and not entry.kind.is_written and entry.address not in known:
            yield f"- **{words.text(entry.title)}** – {words.address(entry.address)}"


def _changed_pages(was: Site, now: Site, words: _Words) -> Iterator[str]:
    for text, heir in successors(was, now):
        found = tuple(_text_changes(text, heir)) if heir else ()
        if heir and found:
            yield f"- **{words.text(heir.title)}** – {words.address(heir.address)}"
            yield from (f"  - {words.text(change)}" for change in found)


def _text_changes(text: Entry, heir: Entry) -> Iterator[str]:
    if text.address in heir.former:
        yield f"flyttad: /{text.address} leder hit"
    if text.record and heir.record and text.kind == heir.kind:
        yield from differences(text.record, heir.record)


def _lost_addresses(was: Site, now: Site, words: _Words) -> Iterator[str]:
    leading_on = {former for entry in catalogue(now).written for former in entry.former}
    gone = catalogue(was).addresses - catalogue(now).addresses - leading_on
    for address in sorted(gone):
        yield f"- {words.address(address)}"


def _erased_addresses(before: Site, after: Site) -> Iterator[str]:
    """How many addresses held what the law wanted gone; they are not repeated."""
    if erased := sum(name.kind is not Contact for name in erased_names(before, after)):
        yield (
            f"- {sentence_case(counted(erased, 'adress', 'adresser'))} som själv höll det som lagen vill "
            "ha bort"
        )


def _lost_files(
    was: Mapping[str, bytes], now: Mapping[str, bytes], erased: Collection[str], words: _Words
) -> Iterator[str]:
    """The files that are gone, but for those whose names the law may want gone as well."""
    for path in sorted(was.keys() - now.keys() - set(erased)):
        yield f"- {words.address(path.removeprefix('content/'))}"


def _held_back(before: Site, after: Site, today: dt.date, words: _Words) -> Iterator[str]:
    """New and changed texts that are to be published after `today`, and that they can be read already."""
    unchanged = {
        heir.path
        for text, heir in successors(before, after)
        if heir and heir.kind.has_file and not any(_text_changes(text, heir))
    }
    found = [text for text in after.dated if is_held_back(text, today) and text.path not in unchanged]
    for record in sorted(found, key=lambda record: (record.published, record.path)):
        yield (
            f"- Hålls inne till {shown(record.published)}: **{words.text(record.title)}** – "
            f"{words.address(addresses.of_record(record))}"
        )
    if found:
        yield ""
        yield (
            "De här texterna syns inte på webbplatsen före sin dag. Men de är redan offentliga: vem som "
            "helst kan läsa dem där filerna ligger."
        )


# --- the feed ---------------------------------------------------------------------------------------------


def _feed(was: Site, now: Site, today: dt.date, words: _Words) -> Iterator[str]:
    """New items as subscribers see them, newest first, then those that change and those that go.

    What comes with an earlier year lies in the archives, and nobody who subscribes meets it.
    """
    old, new = _items(was, today), _items(now, today)
    for identity, event in new.items():
        if identity not in old and not event.is_from_before:
            yield from _item("Ny post", event, words)
    for identity, event in new.items():
        if identity in old and _is_other(old[identity], event):
            is_withdrawn_now = event.withdrawn_on and not old[identity].withdrawn_on
            yield from _item("Tillbakadragen post" if is_withdrawn_now else "Ändrad post", event, words)
    for identity, event in old.items():
        if identity not in new:
            yield f"- Post som försvinner: **{words.text(event.title)}**"


def _items(site: Site, today: dt.date) -> dict[str, Event]:
    """The events by their feed id."""
    return {addresses.feed_id(site.settings, event.identity): event for event in events(site, today)}


def _is_other(old: Event, new: Event) -> bool:
    if (old.title, old.summary, old.address) != (new.title, new.summary, new.address):
        return True
    # an agreement's own page tells of its words; its coming here is only an event
    if old.record is None or new.record is None or new.kind is EventKind.SHOWN:
        return False
    return any(differences(old.record, new.record))


def _item(what: str, event: Event, words: _Words) -> Iterator[str]:
    day = shown(event.published)
    if event.withdrawn_on:
        yield f"- {what}: **Tillbakadragen: {words.text(event.title)}**, {day}"
    else:
        yield f"- {what}: **{words.text(event.title)}**, {day}. {words.text(event.summary)}"
    yield f"  {words.address(event.address)}"


# --- what is not a page -----------------------------------------------------------------------------------


def _signed(before: Site, after: Site, today: dt.date, words: _Words) -> Iterator[str]:
    for change in signed_changes(before, after, today):
        told_by = change.told_by(today)
        told = (
            f"berättas i {words.address(addresses.of_record(told_by))}"
            if told_by
            else "ingen rättelse och inget ändrat löfte berättar om det"
        )
        yield f"- **{words.text(change.what)}**, {words.text(change.words)} – {told}"


def _shared(before: Site, after: Site, words: _Words) -> Iterator[str]:
    """The site's name, address and settings, and what several pages show from promises.yaml."""
    for what, was, is_now in (
        ("webbplatsens namn", before.settings.site_name, after.settings.site_name),
        ("webbplatsens adress", before.settings.site_address, after.settings.site_address),
    ):
        if was != is_now:
            yield f"- {what}: {words.text(was)} → {words.text(is_now)}"
    if settings := _settings(before, after):
        yield f"- inställningarna i mkdocs.yml är ändrade: {words.text(settings)}"
    old, new = _entries(before.promises_file), _entries(after.promises_file)
    for key in old | new:
        if key not in new:
            yield f"- {words.text(key)}: tas bort"
        elif key not in old:
            yield f"- {words.text(key)}: ny{words.text(_reached_by(new[key]))}"
        else:
            found = tuple(differences(old[key], new[key]))
            yield from (f"- {words.text(key)}, {words.text(change)}" for change in found)


def _settings(before: Site, after: Site) -> str:
    """The names of the settings in mkdocs.yml that differ besides the name and address, "" if none do."""
    old, new = (_values(site.documents.get(SETTINGS)) for site in (before, after))
    told = ("site_name", "site_url")
    return ", ".join(name for name in old | new if name not in told and old.get(name) != new.get(name))


def _values(document: Document | None) -> dict[str, object]:
    """Each setting by its name, those in `extra` one by one: `extra.footer_links`."""
    found: dict[str, object] = {}
    for name, value in (document.data if document else {}).items():
        if name == "extra" and isinstance(value, dict):
            found |= {f"extra.{inner}": held for inner, held in value.items()}
        else:
            found[name] = value
    return found


def _reached_by(entry: Record) -> str:
    """What becomes public with a new contact; "" for other entries."""
    if not isinstance(entry, Contact):
        return ""
    known = written_fields(Contact)
    ways = {"phone": entry.phone, "email": entry.email}
    return "".join(f", {known[key].label}: {way}" for key, way in ways.items() if way)


def _entries(file: PromisesFile) -> dict[str, Record]:
    found: dict[str, Record] = {"uppgifterna om kommunen": file.municipality}
    for entries in (file.contacts, file.parties, file.places, file.glossary):
        found |= {f"{nouns.the(entry)} {entry.id}": entry for entry in entries}
    return found


def _exceptions(before: Site, after: Site, words: _Words) -> Iterator[str]:
    """Each new exception from the guard with its file and reason, and never what it lets through."""
    known = {
        (heir.path, exception)
        for text, heir in successors(before, after)
        if heir and isinstance(text.record, FileRecord)
        for exception in text.record.privacy_exceptions
    }
    for record in after.texts:
        for exception in record.privacy_exceptions:
            if (record.path, exception) not in known:
                reason = exception.reason.replace(exception.text, "…")
                path = masked_name(record.path, words.public)
                yield f"- {escaped(path)}: {words.text(reason)}"


def _files(before: Mapping[str, bytes], after: Mapping[str, bytes], words: _Words) -> Iterator[str]:
    for path, raw in after.items():
        if before.get(path) != raw:
            what = "ändrad" if path in before else "ny"
            yield f"- {words.address(path.removeprefix('content/'))}: {what}"

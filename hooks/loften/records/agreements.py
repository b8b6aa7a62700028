"""The agreement for a year with its promises and focus areas, as promises.yaml holds them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from loften.records.marks import Life, Listing, Named, Prose, RefersTo, Signed
from loften.records.record import about, described
from loften.records.remembered import Remembered
from loften.records.shared import Link, Period, Replacement, Signing
from loften.records.values import Day, Identifier, PageAddress, Text, WholeNumber, YesNo
from loften.records.vocabulary import Cadence

# A field that several classes have, each with words of its own for it, is declared once here.
Title = Annotated[Text, Named("rubrik", "titel", "namn")]
ShortTitle = Annotated[Text | None, Named("kort rubrik")]
Summary = Annotated[Text, Named("sammanfattning", "ingress", "beskrivning"), Prose.PLAIN]
LongText = Annotated[Text | None, Named("text", "beskrivning"), Prose.MARKDOWN]
FormerAddresses = Annotated[
    tuple[PageAddress, ...], Named("tidigare adresser"), Life.LATER, about("Sidans tidigare adresser.")
]
SignedTitle = Annotated[Text, Named("rubrik", "titel", "namn"), Signed()]
"""The title of something that stands in the signed document, where others can be in it or not."""
RestsOn = Annotated[
    tuple[WholeNumber, ...],
    Named("bygger på punkterna", "punkter", "punkt"),
    Signed(may_be_filled_in=True),
    about("Numren på de punkter i Ord för ord som det bygger på."),
]
Places = Annotated[tuple[Identifier, ...], Named("platser", "plats"), RefersTo(Listing.PLACES)]
FocusAreaIds = Annotated[
    tuple[Identifier, ...], Named("fokusområden", "fokusområde"), RefersTo(Listing.FOCUS_AREAS)
]


class Subject(Remembered):
    """What an agreement is about: a promise or a focus area, with a page of its own."""

    id: Annotated[Identifier, Named("id"), Life.UNSEEN] = described(
        "Kort namn med små bokstäver; blir adressen."
    )
    title: SignedTitle
    short_title: ShortTitle
    summary: Summary
    text: LongText
    rests_on: RestsOn
    former_addresses: FormerAddresses

    listing: ClassVar[Listing]

    @property
    def key(self) -> tuple[Listing, str]:
        """What names it within its agreement."""
        return self.listing, self.id

    @property
    def is_signed(self) -> bool:
        return True


class FocusArea(Subject):
    """A subject or place that the parties concentrate on."""

    listing = Listing.FOCUS_AREAS

    title: SignedTitle = described("Fokusområdets namn.")
    short_title: ShortTitle = described("Kortare namn för kort och listor.", default=None)
    summary: Summary = described("En eller två meningar i klarspråk.")
    text: LongText = described("Mer om fokusområdet, i Markdown.", default=None)
    causes: Annotated[Text | None, Named("orsaker"), Prose.MARKDOWN] = described(
        "Analys av orsakerna, i Markdown.", default=None
    )
    places: Places = described("Platser som fokusområdet nämner.", default=())
    rests_on: RestsOn = ()
    former_addresses: FormerAddresses = ()


class Promise(Subject):
    """One thing that the parties promise in an agreement."""

    listing = Listing.PROMISES

    title: SignedTitle = described("Löftets rubrik.")
    short_title: ShortTitle = described("Kortare rubrik för kort och listor.", default=None)
    summary: Summary = described("Löftet i en eller två meningar klarspråk.")
    problem: Annotated[Text | None, Named("varför löftet ges"), Prose.MARKDOWN] = described(
        "Varför löftet ges, i Markdown.", default=None
    )
    goal: Annotated[Text | None, Named("mål"), Prose.MARKDOWN] = described(
        "Vad löftet ska leda till, i Markdown.", default=None
    )
    text: LongText = described("Mer om löftet, i Markdown.", default=None)
    focus_areas: FocusAreaIds = described("Fokusområden som löftet gäller.", default=())
    rests_on: RestsOn = ()
    former_addresses: FormerAddresses = ()


class Agreement(Remembered):
    """What the parties promise for one year, or several."""

    id: Annotated[Identifier, Named("id"), Life.UNSEEN] = described(
        'Mappens namn under content/, till exempel "2024".'
    )
    title: Title = described("Rubriken, till exempel Medborgarlöfte 2024.")
    summary: Summary = described("Vad som lovas, i en eller två meningar klarspråk.")
    text: LongText = described("Mer om löftet, i Markdown.", default=None)
    period: Annotated[Period, Named("perioden", "period", "gäller"), Signed()] = described(
        "När löftet gäller."
    )
    signing: Annotated[
        Signing | None, Named("undertecknandet", "signerad", "undertecknad", "undertecknat")
    ] = described(
        "När, var och av vilka löftet undertecknades. Utelämnas så länge löftet inte är undertecknat.",
        default=None,
    )
    parties: Annotated[tuple[Identifier, ...], Named("parter"), RefersTo(Listing.PARTIES), Signed()] = (
        described("Parterna som undertecknade.", min_length=1)
    )
    participants: Annotated[tuple[Identifier, ...], Named("medverkande"), RefersTo(Listing.PARTIES)] = (
        described("De som medverkar utan att ha undertecknat.", default=())
    )
    places: Places = described("Platser som löftet som helhet gäller.", default=())
    replaces: Annotated[Replacement | None, Named("ersätter"), Signed(may_be_filled_in=True)] = described(
        "Ett tidigare löfte som det här ersätter, och från vilken dag.", default=None
    )
    aims: Annotated[tuple[Text, ...], Named("vad löftet ska uppnå")] = described(
        "Vad löftet ska uppnå, en mening var.", default=()
    )
    sources: Annotated[tuple[Text, ...], Named("underlag", "källor")] = described(
        "Underlagen till lägesbilden.", default=()
    )
    laws: Annotated[tuple[Link, ...], Named("lagar")] = described(
        "Lagar som löftet nämner eller bygger på.", default=()
    )
    cadence: Annotated[Cadence | None, Named("hur ofta löftet följs upp"), Signed(may_be_filled_in=True)] = (
        described("Hur ofta löftet följs upp.", default=None)
    )
    cadence_text: Annotated[Text | None, Named("hur uppföljningen går till")] = described(
        "Hur uppföljningen går till, i en eller två meningar.", default=None
    )
    grace_days: Annotated[WholeNumber, Named("dagar innan uppföljning saknas"), Signed()] = described(
        "Så många dagar efter en periods slut som webbplatsen väntar innan den säger att "
        "uppföljning saknas. 30 om inget anges.",
        default=30,
    )
    cadence_is_interpreted: Annotated[YesNo, Named("uppföljningen är vår tolkning")] = described(
        "true om löftet inte självt säger att uppföljningar publiceras, eller vilka perioderna är.",
        default=False,
    )
    published: Annotated[Day | None, Named("visades här första gången")] = described(
        "Dagen då löftet visades på webbplatsen för första gången.", default=None
    )
    document: Annotated[Link | None, Named("det undertecknade dokumentet")] = described(
        "Det undertecknade dokumentet, där det finns på webben.", default=None
    )
    rests_on: RestsOn = ()
    focus_areas: Annotated[tuple[FocusArea, ...], Named("fokusområden", "fokusområde")] = described(
        "Fokusområdena.", default=()
    )
    promises: Annotated[tuple[Promise, ...], Named("löften", "löfte")] = described("Löftena.", min_length=1)

    @property
    def is_signed(self) -> bool:
        return True

    @property
    def signed_on(self) -> dt.date | None:
        """The day of the signing; None where it is not known, and where the agreement is not signed."""
        return self.signing.day if self.signing else None

    def was_unsigned_on(self, day: dt.date) -> bool:
        """Whether it is known that it was signed later than on this day, or not yet."""
        if self.signing is None:
            return True
        if self.signing.month:
            return self.signing.month.first > day
        return self.signed_on is not None and self.signed_on > day

    def is_signed_by(self, today: dt.date) -> bool:
        """Whether it is signed on a day.

        A month is one of the past or one that is planned, so it counts when it is over; an unknown day counts
        from the start.
        """
        if self.signing is None:
            return False
        known = self.signing.month.last if self.signing.month else self.signing.day
        return known is None or known <= today

    @property
    def named_on(self) -> dt.date:
        """The day whose names of parties and places its pages use, as near the signing as is known."""
        month = self.signing.month if self.signing else None
        return self.signed_on or (month.first if month else self.period.start)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The promises, then the focus areas."""
        return (*self.promises, *self.focus_areas)

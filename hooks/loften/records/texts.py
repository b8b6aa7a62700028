"""The texts in files of their own: measures, updates, follow-ups and hand-written pages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from loften.records.agreements import (
    FocusAreaIds,
    FormerAddresses,
    Places,
    RestsOn,
    SignedTitle,
    Summary,
    Title,
)
from loften.records.marks import FromFile, Life, Listing, Named, Permanent, Prose, RefersTo, Signed
from loften.records.record import Record, about, described
from loften.records.remembered import Remembered
from loften.records.shared import (
    Answer,
    Elsewhere,
    Occasion,
    Period,
    Picture,
    Point,
    PrivacyException,
    PromiseAssessment,
    Report,
    Source,
    Target,
    Withdrawal,
)
from loften.records.values import Day, Identifier, PageAddress, PublicationDay, Text, WholeNumber, YesNo
from loften.records.vocabulary import PieceUse, UpdateKind, WhoseWords


class FileRecord(Remembered):
    """A record with a file of its own under content/.

    `path` is relative to the project's folder (`content/2024/atgarder/x.md`), `agreement` the folder's id,
    `id` the file name without `.md`, `body` the Markdown below the front matter, `body_line` its first line.
    """

    path: Annotated[str, FromFile("path är filens plats"), Life.UNSEEN]
    agreement: Annotated[str, FromFile("agreement är mappens namn under content/"), Life.UNSEEN]
    id: Annotated[str, FromFile("id är filnamnet utan .md"), Life.UNSEEN]
    body: Annotated[
        str, Named("texten"), FromFile("body är texten under den andra raden med ---"), Prose.MARKDOWN
    ]
    body_line: Annotated[int, FromFile("body_line räknas ut"), Life.UNSEEN]

    title: Title = described("Rubriken.")
    summary: Summary = described("Sidan i en eller två meningar klarspråk.")
    former_addresses: FormerAddresses = ()
    withdrawn: Annotated[Withdrawal | None, Named("tillbakadragen", "återkallad"), Life.LATER] = described(
        "När och varför texten drogs tillbaka.", default=None
    )
    privacy_exceptions: Annotated[
        tuple[PrivacyException, ...], Named("undantag från spärren mot personuppgifter"), Life.UNSEEN
    ] = described("Medvetna undantag från spärren mot personuppgifter.", default=())


# What a rung of the ladder has in common; each kind of text says itself what the field means there.
PublishedOn = Annotated[
    PublicationDay,
    Named("publiceras", "publicerad", "publicerat", "publiceringsdatum", "datum"),
    Permanent(),
]
When = Annotated[Day | None, Named("dag", "datum"), Permanent()]
Reports = Annotated[tuple[Report, ...], Named("åtgärder", "åtgärd")]
Assessments = Annotated[tuple[PromiseAssessment, ...], Named("bedömningar", "bedömning")]
Answers = Annotated[
    tuple[Answer, ...], Named("svar på synpunkter", "svar"), about("Svar på det som någon sa vid en dialog.")
]
SourceOfText = Annotated[Source | None, Named("källa")]
Pictures = Annotated[tuple[Picture, ...], Named("bilder", "bild"), about("Bilder, var och en med alt-text.")]


class Dated(FileRecord):
    """A text that is published on a day of its own, and held back until then."""

    published: PublishedOn
    places: Places

    @property
    def every_place(self) -> tuple[str, ...]:
        """The ids of all the places that it names."""
        return self.places


class Reporting(Dated):
    """A text that can report on measures, assess promises and answer what residents have said."""

    date: When
    measures: Reports
    assessments: Assessments
    answers: Answers
    source: SourceOfText
    pictures: Pictures

    @property
    def every_report(self) -> tuple[Report, ...]:
        """What it says of each measure that it names, also that there is nothing new."""
        return self.measures

    @property
    def happened_on(self) -> dt.date:
        """The day that orders timelines and statuses: when it happened, not when it was published."""
        return self.date or self.published.date()

    @property
    def is_correction(self) -> bool:
        return False

    @property
    def is_amendment(self) -> bool:
        return False


class Measure(Dated):
    """Something that a party undertakes."""

    title: SignedTitle = described("Rubriken.")
    summary: Summary = described("Sidan i en eller två meningar klarspråk.")
    published: PublishedOn = described(
        "Dagen då åtgärden publiceras; för det undertecknade löftet dagen för signering."
    )
    promise: Annotated[Identifier, Named("löfte"), RefersTo(Listing.PROMISES), Signed()] = described(
        "Id för det löfte som åtgärden hör till."
    )
    order: Annotated[WholeNumber | None, Named("plats i listor")] = described(
        "Åtgärdens plats i listor: 1 kommer först. Utan siffra kommer åtgärden sist, efter filens namn.",
        default=None,
    )
    focus_areas: FocusAreaIds = described("Fokusområden som åtgärden hör till.", default=())
    responsible: Annotated[
        tuple[Identifier, ...],
        Named("ansvariga", "ansvarig"),
        RefersTo(Listing.PARTIES, have_signed=True),
        Signed(),
    ] = described("Den eller de parter som har lovat åtgärden.", default=())
    participants: Annotated[
        tuple[Identifier, ...], Named("medverkande"), RefersTo(Listing.PARTIES, have_signed=False)
    ] = described("De som medverkar utan att ha lovat något.", default=())
    places: Places = described("Platser som åtgärden gäller.", default=())
    start: Annotated[Day | None, Named("första dag", "start", "startdatum"), Signed()] = described(
        "Första dagen, om åtgärden har en egen början.", default=None
    )
    end: Annotated[Day | None, Named("sista dag", "slut", "slutdatum"), Signed()] = described(
        "Sista dagen, om åtgärden har ett eget slut.", default=None
    )
    target: Annotated[Target | None, Named("mål i siffror", "mål"), Signed()] = described(
        "Ett mål i siffror, om åtgärden har ett.", default=None
    )
    is_in_signed_document: Annotated[
        YesNo,
        Named("står i det undertecknade dokumentet", "signerad", "undertecknad", "undertecknat"),
        Signed(may_be_filled_in=True),
    ] = described("true om åtgärden står i det undertecknade dokumentet.", default=False, alias="signed")
    rests_on: RestsOn = ()

    @property
    def is_signed(self) -> bool:
        return self.is_in_signed_document

    @property
    def subjects(self) -> frozenset[tuple[Listing, str]]:
        """The keys of its promise and its focus areas."""
        areas = ((Listing.FOCUS_AREAS, area) for area in self.focus_areas)
        return frozenset(((Listing.PROMISES, self.promise), *areas))


class Update(Reporting):
    """A piece of news: what was done, what happened, what changed."""

    kind: Annotated[UpdateKind, Named("slag", "typ"), Permanent()] = described("Vilket slags nyhet det är.")
    published: PublishedOn = described("Dagen då nyheten publiceras, ÅÅÅÅ-MM-DD.")
    date: When = described("När det hände eller ska hända, om det inte är publiceringsdagen.", default=None)
    promises: Annotated[tuple[Identifier, ...], Named("löften", "löfte"), RefersTo(Listing.PROMISES)] = (
        described("Löften som nyheten gäller.", default=())
    )
    focus_areas: FocusAreaIds = described("Fokusområden som nyheten gäller.", default=())
    places: Places = described("Platser som nyheten gäller.", default=())
    event: Annotated[
        Occasion | None, Named("tillfälle", "tid och plats", "evenemang", "träff"), Permanent()
    ] = described("Bara för en dialog: när och var den hålls.", default=None)
    points: Annotated[tuple[Point, ...], Named("synpunkter", "synpunkt")] = described(
        "Bara för en dialog som har varit: vad de som kom sa, en post för varje sak.", default=()
    )
    measures: Reports = described("Vad nyheten säger om åtgärder, en post för var.", default=())
    answers: Answers = ()
    source: SourceOfText = described("Vem som uppger det, för alla åtgärder i nyheten.", default=None)
    assessments: Assessments = described(
        "Bara i en rättelse: de bedömningar som ska gälla i stället.", default=()
    )
    corrects: Annotated[PageAddress | None, Named("rättar"), Permanent()] = described(
        "Adressen till det som rättas, till exempel 2024/nyheter/2024-03-01-belysning.", default=None
    )
    pieces: Annotated[tuple[WholeNumber, ...], Named("punkter i Ord för ord", "punkter"), Permanent()] = (
        described(
            "Bara i en rättelse eller ett ändrat löfte: numren på de punkter i Ord för ord som ändras.",
            default=(),
        )
    )
    pictures: Pictures = ()

    @property
    def happened_on(self) -> dt.date:
        """The day on which its event starts; without one the same as of other texts."""
        return self.event.first_day if self.event else super().happened_on

    @property
    def last_day(self) -> dt.date:
        """The last day of what it tells of, the same as the first but for an event of several days."""
        return self.event.last_day if self.event else self.happened_on

    @property
    def every_place(self) -> tuple[str, ...]:
        held_at = (self.event.place,) if self.event and self.event.place else ()
        return tuple(dict.fromkeys((*self.places, *held_at)))

    @property
    def subjects(self) -> frozenset[tuple[Listing, str]]:
        """The keys of the promises and focus areas that it names."""
        promises = ((Listing.PROMISES, promise) for promise in self.promises)
        return frozenset((*promises, *((Listing.FOCUS_AREAS, area) for area in self.focus_areas)))

    @property
    def is_correction(self) -> bool:
        return self.kind is UpdateKind.CORRECTION

    @property
    def is_amendment(self) -> bool:
        return self.kind is UpdateKind.AMENDMENT


class FollowUp(Reporting):
    """What the parties found when they looked back at a period."""

    published: PublishedOn = described("Dagen då uppföljningen publiceras, ÅÅÅÅ-MM-DD.")
    date: When = described("När uppföljningen gjordes, om det inte är publiceringsdagen.", default=None)
    covers: Annotated[Period, Named("gäller tiden", "gäller", "period"), Permanent()] = described(
        "Dagarna som uppföljningen gäller."
    )
    met: Annotated[Day | None, Named("arbetsgruppen träffades"), Permanent(may_be_filled_in=True)] = (
        described("När arbetsgruppen träffades.", default=None)
    )
    reported: Annotated[
        Day | None,
        Named("rapporterad till lokala Brå", "rapporterad"),
        Permanent(may_be_filled_in=True),
    ] = described("När uppföljningen rapporterades till lokala Brå.", default=None)
    assessments: Assessments = described("Bedömning av löften och fokusområden.", default=())
    measures: Reports = described("Vad uppföljningen säger om åtgärder.", default=())
    no_news: Annotated[
        tuple[Identifier, ...], Named("inget nytt", "inget nytt om"), RefersTo(Listing.MEASURES), Permanent()
    ] = described("Åtgärder som parterna inte uppger något nytt om.", default=())
    answers: Answers = ()
    source: SourceOfText = described("Vem som uppger det, för allt i uppföljningen.", default=None)
    reported_by: Annotated[
        tuple[Identifier, ...],
        Named("från", "uppföljning från"),
        RefersTo(Listing.PARTIES),
        Permanent(may_be_filled_in=True),
    ] = described("Parterna som uppföljningen kommer från.", default=())
    published_elsewhere: Annotated[
        Elsewhere | None, Named("först publicerad", "publicerad annanstans"), Permanent(may_be_filled_in=True)
    ] = described("Var och när den publicerades, om det var innan den kom hit.", default=None)
    places: Places = described("Platser som uppföljningen gäller.", default=())
    pictures: Pictures = ()

    @property
    def every_report(self) -> tuple[Report, ...]:
        return (*self.measures, *(Report(measure=measure) for measure in self.no_news))

    @property
    def happened_on(self) -> dt.date:
        """The last day that it covers: what it reports holds as of that day, whenever it was published."""
        return self.covers.end

    @property
    def says_something(self) -> bool:
        """Whether it reports on a measure or assesses something."""
        return bool(self.measures or self.assessments)

    @property
    def says_how_it_goes(self) -> bool:
        """Whether it is a follow-up of the days that it covers, and not only a text about them.

        It says something, and who says so. A source that was published, and whose words the law has erased
        since, is one still.
        """
        names = self.reported_by or self.source or any(report.source for report in self.measures)
        is_erased = any(
            erasure.date > self.published.date() and {"source", "measures"} & {*erasure.fields}
            for erasure in self.erased
        )
        return self.says_something and bool(names or is_erased)

    @property
    def counts(self) -> bool:
        """Whether it says how it goes and is not withdrawn."""
        return self.says_how_it_goes and self.withdrawn is None


class TextPage(FileRecord):
    """A hand-written page, or the introduction of a generated one (index.md: the start page)."""

    menu: Annotated[Text | None, Named("namn i menyn", "meny")] = described(
        "Kort namn i menyn, om sidan ska stå där.", default=None
    )
    updated: Annotated[Day | None, Named("uppdaterad")] = described(
        "När sidans innehåll senast ändrades.", default=None
    )
    language: Annotated[Text | None, Named("språk")] = described(
        "Språkkod om sidan inte är på svenska, till exempel fi.", default=None
    )


class Interpretation(Record):
    """How we have read one or several pieces, where they can be read in another way."""

    pieces: Annotated[tuple[WholeNumber, ...], Named("punkter")] = described(
        "Numren på punkterna.", min_length=1
    )
    text: Annotated[Text, Named("text", "tolkning"), Prose.MARKDOWN] = described(
        "Hur vi har läst dem, i Markdown."
    )


class WordForWord(TextPage):
    """The signed text itself, piece by piece, with what each became; its body is the pieces."""

    wording: Annotated[WhoseWords, Named("vems ord")] = described(
        "signed om det är de undertecknade orden; own om de inte får återges och punkterna står i egna ord."
    )
    pieces: Annotated[dict[WholeNumber, PieceUse], Named("vad punkterna blev")] = described(
        "Vad en punkt blev, om inget löfte, fokusområde eller åtgärd bygger på den.", default={}
    )
    interpretations: Annotated[tuple[Interpretation, ...], Named("tolkningar", "tolkning")] = described(
        "Tolkningar som parterna bör bekräfta.", default=()
    )

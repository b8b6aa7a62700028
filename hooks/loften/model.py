"""The records: what a municipality and the police promise, do and report.

This is the one place to add a field. The JSON Schemas that editors' tools use are generated from these
classes, so every field has a Swedish description.

Three kinds of record live in files of their own (Measure, Update, FollowUp) together with the hand-written
pages (TextPage). Their fields `path`, `agreement`, `id` and `body` come from where the file lies and from
the Markdown below its front matter; an editor never writes them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from loften.values import Day, Identifier, Moment, PageAddress, Text, WebAddress, WholeNumber, YesNo
from loften.vocabulary import Assessment, Cadence, Comparison, PartyKind, Per, Status, UpdateKind


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def described(description: str, **settings: Any) -> Any:
    """A field with its Swedish description; mandatory unless `default` is given."""
    return Field(description=description, **settings)


# --- what everything refers to --------------------------------------------------------------------------


class Link(Record):
    """A document or page elsewhere."""

    title: Text = described("Vad länken går till, så att den kan läsas för sig.")
    address: WebAddress = described("Webbadressen, med https:// först.")


class Municipality(Record):
    """Whose site this is."""

    name: Text = described("Kommunens namn, till exempel Exempelby kommun.")
    short_name: Text = described("Namnet utan ordet kommun, till exempel Exempelby.")
    contact: Identifier | None = described(
        "Id för den kontakt som svarar på frågor om webbplatsen.", default=None
    )
    example_notice: Text | None = described(
        "Bara för en påhittad kommun: texten som då står på varje sida.", default=None
    )


class Contact(Record):
    """Where to turn, by function and never by person."""

    id: Identifier = described("Kort namn med små bokstäver, till exempel polisen-icke-akut.")
    name: Text = described("Vilken funktion det är, till exempel Polisen, icke akuta ärenden.")
    text: Text | None = described("När man vänder sig dit.", default=None)
    phone: Text | None = described("Telefonnummer, som det ska visas.", default=None)
    email: Text | None = described("E-postadress till en funktion, inte till en person.", default=None)
    web: Link | None = described("Webbsida med kontaktuppgifter.", default=None)


class Party(Record):
    """A body that promises something or takes part: the police, the municipality, a company, a council."""

    id: Identifier = described("Kort namn med små bokstäver, till exempel polisen.")
    name: Text = described("Namnet som det står i löpande text, till exempel Polisen.")
    kind: PartyKind = described("Vilket slags part det är.")
    text: Text | None = described("En mening om vad parten är.", default=None)
    part_of: Identifier | None = described("Den part som detta är en enhet av.", default=None)
    web: Link | None = described("Partens egen webbsida.", default=None)


class Place(Record):
    """A place that promises, measures and updates can name."""

    id: Identifier = described("Kort namn med små bokstäver, till exempel nygard.")
    name: Text = described("Platsens namn, till exempel Stationsparken.")
    text: Text | None = described("En mening om platsen.", default=None)


class Term(Record):
    """A word that the site explains."""

    id: Identifier = described("Kort namn med små bokstäver, blir adressen i ordlistan.")
    term: Text = described("Ordet eller förkortningen.")
    forms: tuple[Text, ...] = described("Andra former av ordet som ska förklaras likadant.", default=())
    explanation: Text = described("Förklaringen: en eller två meningar.")
    source: Link | None = described("Var förklaringen kommer ifrån.", default=None)


# --- the agreement ------------------------------------------------------------------------------------


class Period(Record):
    """A span of days, both ends included."""

    start: Day = described("Första dagen, ÅÅÅÅ-MM-DD.", alias="from")
    end: Day = described("Sista dagen, ÅÅÅÅ-MM-DD.", alias="to")

    def covers(self, day: dt.date) -> bool:
        return self.start <= day <= self.end


class Signature(Record):
    """Who signed, in which role, for which party."""

    name: Text = described("Namnet som det står i det undertecknade dokumentet.")
    role: Text = described("Rollen som det står i det undertecknade dokumentet.")
    party: Identifier = described("Den part som undertecknaren företräder.")


class Signing(Record):
    """When and where the agreement was signed, and by whom."""

    date: Day = described("Dagen då löftet undertecknades.")
    place: Text = described("Orten där löftet undertecknades.")
    by: tuple[Signature, ...] = described("De som undertecknade.", min_length=1)


class FocusArea(Record):
    """A subject or place that the parties concentrate on."""

    id: Identifier = described("Kort namn med små bokstäver; blir adressen.")
    title: Text = described("Fokusområdets namn.")
    short_title: Text | None = described("Kortare namn för kort och listor.", default=None)
    summary: Text = described("En eller två meningar i klarspråk.")
    text: Text | None = described("Mer om fokusområdet, i Markdown.", default=None)
    causes: Text | None = described("Analys av orsakerna, i Markdown.", default=None)
    places: tuple[Identifier, ...] = described("Platser som fokusområdet nämner.", default=())
    original: Text | None = described("Den undertecknade ordalydelsen.", default=None)
    former_addresses: tuple[PageAddress, ...] = described("Sidans tidigare adresser.", default=())


class Promise(Record):
    """One thing that the parties promise in an agreement."""

    id: Identifier = described("Kort namn med små bokstäver; blir adressen.")
    title: Text = described("Löftets rubrik.")
    short_title: Text | None = described("Kortare rubrik för kort och listor.", default=None)
    summary: Text = described("Löftet i en eller två meningar klarspråk.")
    problem: Text | None = described("Varför löftet ges, i Markdown.", default=None)
    goal: Text | None = described("Vad löftet ska leda till, i Markdown.", default=None)
    text: Text | None = described("Mer om löftet, i Markdown.", default=None)
    focus_areas: tuple[Identifier, ...] = described("Fokusområden som löftet gäller.", default=())
    original: Text | None = described("Den undertecknade ordalydelsen.", default=None)
    former_addresses: tuple[PageAddress, ...] = described("Sidans tidigare adresser.", default=())


class Agreement(Record):
    """What the parties promise for one year, or several."""

    id: Identifier = described('Mappens namn under content/, till exempel "2024".')
    title: Text = described("Rubriken, till exempel Medborgarlöfte 2024.")
    summary: Text = described("Vad som lovas, i en eller två meningar klarspråk.")
    text: Text | None = described("Mer om löftet, i Markdown.", default=None)
    period: Period = described("När löftet gäller.")
    signing: Signing = described("När, var och av vilka löftet undertecknades.")
    parties: tuple[Identifier, ...] = described("Parterna som undertecknade.", min_length=1)
    participants: tuple[Identifier, ...] = described("De som medverkar utan att ha undertecknat.", default=())
    aims: tuple[Text, ...] = described("Vad löftet ska uppnå, en mening var.", default=())
    sources: tuple[Text, ...] = described("Underlagen till lägesbilden.", default=())
    laws: tuple[Link, ...] = described("Lagar som löftet nämner eller bygger på.", default=())
    cadence: Cadence | None = described("Hur ofta löftet följs upp.", default=None)
    cadence_text: Text | None = described(
        "Hur uppföljningen går till, i en eller två meningar.", default=None
    )
    grace_days: WholeNumber = described(
        "Så många dagar efter en periods slut som webbplatsen väntar innan den säger att "
        "uppföljning saknas. 30 om inget anges.",
        default=30,
    )
    document: Link | None = described("Det undertecknade dokumentet, där det finns på webben.", default=None)
    focus_areas: tuple[FocusArea, ...] = described("Fokusområdena.", default=())
    promises: tuple[Promise, ...] = described("Löftena.", min_length=1)


# --- texts in files of their own ------------------------------------------------------------------------


class Source(Record):
    """Who reports something, and where it can be read."""

    by: Text = described("Vem som uppger det, till exempel Polisen eller kommunens gatuenhet.")
    text: Text | None = described("Vilket dokument eller möte uppgiften kommer från.", default=None)
    address: WebAddress | None = described("Adress till underlaget, där det finns på webben.", default=None)


class Target(Record):
    """A number that a measure shall reach."""

    count: WholeNumber = described("Målets antal, med siffror.")
    unit: Text = described("Vad som räknas, till exempel trafikkontroller.")
    comparison: Comparison = described("Om målet är minst, högst eller exakt detta antal.")
    per: Per = described("För vilken tid antalet gäller; hela perioden om inget anges.", default=Per.PERIOD)


class Outcome(Record):
    """What was counted between two days: the total for them, never a part to be summed."""

    count: WholeNumber = described("Det samlade antalet för tiden, med siffror.")
    unit: Text = described("Vad som räknats, med samma ord som i målet.")
    start: Day = described("Första dagen som antalet gäller.", alias="from")
    end: Day = described("Sista dagen som antalet gäller.", alias="to")
    is_target_met: YesNo | None = described(
        "true eller false när källan själv säger om målet är nått; annars utelämnas raden.",
        default=None,
        alias="target_met",
    )


class Report(Record):
    """What an update or a follow-up says of one measure."""

    measure: Identifier = described("Åtgärdens id: filnamnet utan .md.")
    status: Status | None = described("Läget för åtgärden.", default=None)
    outcome: Outcome | None = described("Vad som räknats.", default=None)
    reason: Text | None = described("Varför; krävs för not-done och not-verifiable.", default=None)
    source: Source | None = described("Vem som uppger det; krävs för done.", default=None)


class Picture(Record):
    """A picture with the text that stands in its place."""

    file: Text = described("Filens namn, räknat från textens egen mapp, till exempel bilder/lampor.jpg.")
    alt: Text = described("Vad bilden visar, för den som inte ser den.")
    caption: Text | None = described("Bildtext.", default=None)
    credit: Text | None = described("Vem som tagit bilden.", default=None)


class Withdrawal(Record):
    """A text that no longer counts; its page stays and says so."""

    date: Day = described("Dagen då texten drogs tillbaka.")
    reason: Text = described("Varför texten drogs tillbaka.")


class PrivacyException(Record):
    """A deliberate exception from the guard against personal data, with its reason."""

    text: Text = described("Exakt det som får stå kvar i texten.")
    reason: Text = described("Varför det får stå kvar.")


class FileRecord(Record):
    """A record with a file of its own under content/.

    `path` is relative to the project's folder (`content/2024/atgarder/x.md`), `agreement` the folder's id,
    `id` the file name without `.md`, `body` the Markdown below the front matter, `body_line` its first line.
    """

    path: str
    agreement: str
    id: str
    body: str
    body_line: int

    title: Text = described("Rubriken.")
    summary: Text = described("Sidan i en eller två meningar klarspråk.")
    former_addresses: tuple[PageAddress, ...] = described("Sidans tidigare adresser.", default=())
    withdrawn: Withdrawal | None = described("När och varför texten drogs tillbaka.", default=None)
    privacy_exceptions: tuple[PrivacyException, ...] = described(
        "Medvetna undantag från spärren mot personuppgifter.", default=()
    )


FILLED_BY_LOADER = ("path", "agreement", "id", "body", "body_line")
"""Fields of a FileRecord that come from the file itself, not from its front matter."""


class Measure(FileRecord):
    """Something that a party undertakes."""

    published: Moment = described(
        "När åtgärden publiceras; för det undertecknade löftet dagen för signering."
    )
    promise: Identifier = described("Id för det löfte som åtgärden hör till.")
    order: WholeNumber | None = described(
        "Åtgärdens plats i listor: 1 kommer först. Utan siffra kommer åtgärden sist, efter filens namn.",
        default=None,
    )
    focus_areas: tuple[Identifier, ...] = described("Fokusområden som åtgärden hör till.", default=())
    responsible: tuple[Identifier, ...] = described("Den eller de parter som har lovat åtgärden.", default=())
    participants: tuple[Identifier, ...] = described("De som medverkar utan att ha lovat något.", default=())
    places: tuple[Identifier, ...] = described("Platser som åtgärden gäller.", default=())
    start: Day | None = described("Första dagen, om åtgärden har en egen början.", default=None)
    end: Day | None = described("Sista dagen, om åtgärden har ett eget slut.", default=None)
    target: Target | None = described("Ett mål i siffror, om åtgärden har ett.", default=None)
    is_in_signed_document: YesNo = described(
        "true om åtgärden står i det undertecknade dokumentet.", default=False, alias="signed"
    )
    original: Text | None = described("Den undertecknade ordalydelsen.", default=None)


class PromiseAssessment(Record):
    """What a follow-up says of one promise or one focus area: exactly one of the two is named."""

    promise: Identifier | None = described("Löftet som bedöms.", default=None)
    focus_area: Identifier | None = described("Fokusområdet som bedöms.", default=None)
    assessment: Assessment = described("Bedömningen.")
    reason: Text = described("Skälen för bedömningen, i ord.")


class Update(FileRecord):
    """A piece of news: what was done, what happened, what changed."""

    kind: UpdateKind = described("Vilket slags nyhet det är.")
    published: Moment = described("När nyheten publiceras: ÅÅÅÅ-MM-DD, eller ÅÅÅÅ-MM-DD TT:MM.")
    date: Day | None = described("När det hände, om det inte är publiceringsdagen.", default=None)
    promises: tuple[Identifier, ...] = described("Löften som nyheten gäller.", default=())
    focus_areas: tuple[Identifier, ...] = described("Fokusområden som nyheten gäller.", default=())
    places: tuple[Identifier, ...] = described("Platser som nyheten gäller.", default=())
    measures: tuple[Report, ...] = described("Vad nyheten säger om åtgärder, en post för var.", default=())
    source: Source | None = described("Vem som uppger det, för alla åtgärder i nyheten.", default=None)
    assessments: tuple[PromiseAssessment, ...] = described(
        "Bara i en rättelse: de bedömningar som ska gälla i stället.", default=()
    )
    corrects: PageAddress | None = described(
        "Adressen till det som rättas, till exempel 2024/nyheter/2024-03-01-belysning.", default=None
    )
    pictures: tuple[Picture, ...] = described("Bilder, var och en med alt-text.", default=())


class FollowUp(FileRecord):
    """What the parties found when they looked back at a period."""

    published: Moment = described("När uppföljningen publiceras: ÅÅÅÅ-MM-DD, eller ÅÅÅÅ-MM-DD TT:MM.")
    date: Day | None = described("När uppföljningen gjordes, om det inte är publiceringsdagen.", default=None)
    covers: Period = described("Dagarna som uppföljningen gäller.")
    met: Day | None = described("När arbetsgruppen träffades.", default=None)
    reported: Day | None = described("När uppföljningen rapporterades till lokala Brå.", default=None)
    assessments: tuple[PromiseAssessment, ...] = described(
        "Bedömning av löften och fokusområden.", default=()
    )
    measures: tuple[Report, ...] = described("Vad uppföljningen säger om åtgärder.", default=())
    source: Source | None = described("Vem som uppger det, för allt i uppföljningen.", default=None)
    places: tuple[Identifier, ...] = described("Platser som uppföljningen gäller.", default=())
    pictures: tuple[Picture, ...] = described("Bilder, var och en med alt-text.", default=())


class TextPage(FileRecord):
    """A hand-written page, or the introduction of a generated one (index.md: the start page)."""

    menu: Text | None = described("Kort namn i menyn, om sidan ska stå där.", default=None)
    updated: Day | None = described("När sidans innehåll senast ändrades.", default=None)
    language: Text | None = described("Språkkod om sidan inte är på svenska, till exempel fi.", default=None)


class PromisesFile(Record):
    """Everything in promises.yaml."""

    municipality: Municipality = described("Kommunen som webbplatsen gäller.")
    contacts: tuple[Contact, ...] = described("Kontaktvägar, efter funktion.", default=())
    parties: tuple[Party, ...] = described("Parter och medverkande.", min_length=1)
    places: tuple[Place, ...] = described("Platser som texterna kan nämna.", default=())
    agreements: tuple[Agreement, ...] = described("Löftena, ett block för varje period.", min_length=1)
    glossary: tuple[Term, ...] = described("Ordlistan.", default=())

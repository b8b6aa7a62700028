"""Small records that stand within others."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from loften.records.marks import Life, Listing, Named, Permanent, Prose, RefersTo, Signed
from loften.records.record import Record, described
from loften.records.values import (
    Day,
    Identifier,
    Moment,
    Month,
    SigningDay,
    Text,
    WebAddress,
    WholeNumber,
    YesNo,
)
from loften.records.vocabulary import Assessment, Comparison, ErasureReason, Per, Status


class Link(Record):
    """A document or page elsewhere."""

    title: Annotated[Text, Named("rubrik", "titel", "namn")] = described(
        "Vad länken går till, så att den kan läsas för sig."
    )
    address: Annotated[WebAddress, Named("adress", "webbadress")] = described(
        "Webbadressen, med https:// först."
    )


class Period(Record):
    """A span of days, both ends included."""

    start: Annotated[Day, Named("första dag", "från", "start", "startdatum")] = described(
        "Första dagen, ÅÅÅÅ-MM-DD.", alias="from"
    )
    end: Annotated[Day, Named("sista dag", "till", "slut", "slutdatum")] = described(
        "Sista dagen, ÅÅÅÅ-MM-DD.", alias="to"
    )

    def overlaps(self, start: dt.date, end: dt.date) -> bool:
        """Whether it has a day in common with the span, both ends included."""
        return self.start <= end and self.end >= start

    def covers(self, day: dt.date) -> bool:
        return self.start <= day <= self.end


class Signature(Record):
    """Who signed, in which role, for which party."""

    name: Annotated[Text, Named("namn")] = described("Namnet som det står i det undertecknade dokumentet.")
    role: Annotated[Text, Named("roll")] = described("Rollen som det står i det undertecknade dokumentet.")
    party: Annotated[Identifier, Named("part"), RefersTo(Listing.PARTIES)] = described(
        "Den part som undertecknaren företräder."
    )


class Signing(Record):
    """When and where the agreement was signed, and by whom, as far as that is known.

    A day or a month ahead says when it is to be signed.
    """

    date: Annotated[SigningDay, Named("dag", "datum"), Signed(may_be_filled_in=True)] = described(
        "Dagen då löftet undertecknades. ÅÅÅÅ-MM om bara månaden är känd, unknown om inte heller den är det."
    )
    place: Annotated[Text | None, Named("ort", "plats"), Signed(may_be_filled_in=True)] = described(
        "Orten där löftet undertecknades.", default=None
    )
    by: Annotated[tuple[Signature, ...], Named("undertecknat av"), Signed(may_be_filled_in=True)] = described(
        "De som undertecknade.", default=()
    )

    @property
    def day(self) -> dt.date | None:
        """The very day; None where it is not known."""
        return self.date if isinstance(self.date, dt.date) else None

    @property
    def month(self) -> Month | None:
        """The month where no more is known; None where the day is, or not even the month."""
        return self.date if isinstance(self.date, Month) else None


class Replacement(Record):
    """The agreement in whose place another one holds, from the first day on which it does."""

    agreement: Annotated[Identifier, Named("medborgarlöfte", "löfte"), RefersTo(Listing.AGREEMENTS)] = (
        described("Det medborgarlöfte som ersätts.")
    )
    date: Annotated[Day, Named("dag", "datum", "från")] = described(
        "Första dagen då det nya löftet gäller i stället."
    )


class Source(Record):
    """Who reports something, and where it can be read."""

    by: Annotated[Text, Named("vem som uppger det")] = described(
        "Vem som uppger det, till exempel Polisen eller kommunens gatuenhet."
    )
    text: Annotated[Text | None, Named("text", "beskrivning")] = described(
        "Vilket dokument eller möte uppgiften kommer från.", default=None
    )
    address: Annotated[WebAddress | None, Named("adress", "webbadress")] = described(
        "Adress till underlaget, där det finns på webben.", default=None
    )


class Target(Record):
    """A number that a measure shall reach."""

    count: Annotated[WholeNumber, Named("antal")] = described("Målets antal, med siffror.")
    unit: Annotated[Text, Named("enhet")] = described("Vad som räknas, till exempel trafikkontroller.")
    comparison: Annotated[Comparison, Named("jämförelse")] = described(
        "Om målet är minst, högst eller exakt detta antal."
    )
    per: Annotated[Per, Named("period")] = described(
        "För vilken tid antalet gäller; hela perioden om inget anges.", default=Per.PERIOD
    )


class Outcome(Record):
    """What was counted between two days: the total for them, never a part to be summed."""

    count: Annotated[WholeNumber, Named("antal")] = described("Det samlade antalet för tiden, med siffror.")
    unit: Annotated[Text, Named("enhet")] = described("Vad som räknats, med samma ord som i målet.")
    start: Annotated[Day, Named("första dag", "från", "start", "startdatum")] = described(
        "Första dagen som antalet gäller.", alias="from"
    )
    end: Annotated[Day, Named("sista dag", "till", "slut", "slutdatum")] = described(
        "Sista dagen som antalet gäller.", alias="to"
    )
    is_target_met: Annotated[YesNo | None, Named("målet är nått")] = described(
        "true eller false när källan själv säger om målet är nått; annars utelämnas raden.",
        default=None,
        alias="target_met",
    )


class Report(Record):
    """What an update or a follow-up says of one measure."""

    measure: Annotated[Identifier, Named("åtgärd"), RefersTo(Listing.MEASURES)] = described(
        "Åtgärdens id: filnamnet utan .md."
    )
    status: Annotated[Status | None, Named("status"), Permanent()] = described(
        "Läget för åtgärden.", default=None
    )
    outcome: Annotated[Outcome | None, Named("utfall", "resultat"), Permanent()] = described(
        "Vad som räknats.", default=None
    )
    reason: Annotated[Text | None, Named("skäl")] = described(
        "Varför; krävs för not-done och not-verifiable.", default=None
    )
    source: Annotated[Source | None, Named("källa")] = described(
        "Vem som uppger det; krävs för done.", default=None
    )


class PromiseAssessment(Record):
    """What a follow-up says of one promise or one focus area: exactly one of the two is named."""

    promise: Annotated[Identifier | None, Named("löfte"), RefersTo(Listing.PROMISES)] = described(
        "Löftet som bedöms.", default=None
    )
    focus_area: Annotated[Identifier | None, Named("fokusområde"), RefersTo(Listing.FOCUS_AREAS)] = described(
        "Fokusområdet som bedöms.", default=None
    )
    assessment: Annotated[Assessment, Named("bedömning"), Permanent()] = described("Bedömningen.")
    reason: Annotated[Text, Named("skäl")] = described("Skälen för bedömningen, i ord.")

    @property
    def subject(self) -> tuple[Listing, str]:
        """What names the assessed promise or focus area within its agreement."""
        if self.promise:
            return Listing.PROMISES, self.promise
        return Listing.FOCUS_AREAS, self.focus_area or ""


class Occasion(Record):
    """When and where residents can come to something; midnight stands for a day without a time."""

    starts: Annotated[Moment, Named("börjar", "början", "start", "tid", "när")] = described(
        "När det börjar: ÅÅÅÅ-MM-DD, eller ÅÅÅÅ-MM-DD TT:MM."
    )
    ends: Annotated[Moment | None, Named("slutar", "slut")] = described(
        "När det slutar, skrivet på samma sätt som början.", default=None
    )
    place: Annotated[Identifier | None, Named("plats", "var", "lokal"), RefersTo(Listing.PLACES)] = described(
        "Platsen där det hålls.", default=None
    )
    sign_up: Annotated[Link | None, Named("anmälan", "anmäl dig")] = described(
        "Sidan där man anmäler sig, om det behövs.", default=None
    )

    @property
    def first_day(self) -> dt.date:
        return self.starts.date()

    @property
    def last_day(self) -> dt.date:
        return (self.ends or self.starts).date()


class Point(Record):
    """Something that residents said at a dialogue, in words that name nobody."""

    id: Annotated[Identifier, Named("id"), Life.UNSEEN] = described(
        "Kort namn med små bokstäver, till exempel morkt-vid-stationen. Svaren nämner det."
    )
    text: Annotated[Text, Named("text", "synpunkt"), Prose.PLAIN] = described(
        "Vad de som kom sa, i en eller två meningar. Skriv aldrig vem som sa det."
    )

    @property
    def anchor(self) -> str:
        """Where on the page of its dialogue it stands; no heading of the text can have the same."""
        return f"synpunkt-{self.id}"


class Answer(Record):
    """What is answered to something that residents said."""

    point: Annotated[Identifier, Named("synpunkt"), RefersTo(Listing.POINTS)] = described(
        "Id för den synpunkt som besvaras."
    )
    text: Annotated[Text, Named("text", "svar"), Prose.MARKDOWN] = described("Svaret, i Markdown.")


class Picture(Record):
    """A picture with the text that stands in its place."""

    file: Annotated[Text, Named("fil", "bild")] = described(
        "Filens namn, räknat från textens egen mapp, till exempel bilder/lampor.jpg."
    )
    alt: Annotated[Text, Named("alternativtext")] = described("Vad bilden visar, för den som inte ser den.")
    caption: Annotated[Text | None, Named("bildtext")] = described("Bildtext.", default=None)
    credit: Annotated[Text | None, Named("fotograf")] = described("Vem som tagit bilden.", default=None)


class WordChange(Record):
    """A line that says which words of something published have changed, and when."""

    date: Annotated[Day, Named("dag", "datum")] = described("Dagen då det ändrades.")
    what: Annotated[Text, Named("vad som ändrades", "vad", "text")] = described(
        "Vad som ändrades, i en mening."
    )


class Erasure(Record):
    """What the law wanted gone is gone, and that it is gone is said openly."""

    date: Annotated[Day, Named("dag", "datum")] = described("Dagen då uppgiften togs bort.")
    fields: Annotated[tuple[Text, ...], Named("fält")] = described(
        "Fälten som uppgiften stod i: title, summary, body, pictures, signing …", min_length=1
    )
    reason: Annotated[ErasureReason, Named("skäl")] = described("Varför lagen kräver det.")


class FormerName(Record):
    """What something was called until a day."""

    name: Annotated[Text, Named("namn")] = described("Det gamla namnet.")
    until: Annotated[Day, Named("till och med", "till")] = described("Sista dagen som namnet gällde.")


class Withdrawal(Record):
    """A text that no longer counts; its page stays and says so."""

    date: Annotated[Day, Named("dag", "datum")] = described("Dagen då texten drogs tillbaka.")
    reason: Annotated[Text, Named("skäl")] = described("Varför texten drogs tillbaka.")


class Elsewhere(Record):
    """Where and when something was published before it was published here."""

    date: Annotated[Day, Named("dag", "datum")] = described("Dagen då det publicerades där.")
    address: Annotated[WebAddress, Named("adress", "länk")] = described("Adressen dit.")


class PrivacyException(Record):
    """A deliberate exception from the guard against personal data, with its reason."""

    text: Annotated[Text, Named("text", "beskrivning")] = described("Exakt det som får stå kvar i texten.")
    reason: Annotated[Text, Named("skäl")] = described("Varför det får stå kvar.")

"""Everything in promises.yaml."""

from __future__ import annotations

from typing import Annotated

from loften.records.agreements import Agreement
from loften.records.marks import Life, Listing, Named, RefersTo
from loften.records.record import Record, described
from loften.records.remembered import Remembered, Renamable
from loften.records.shared import Link
from loften.records.values import Identifier, Text
from loften.records.vocabulary import PartyKind

Id = Annotated[Identifier, Named("id"), Life.UNSEEN]
Name = Annotated[Text, Named("namn")]
Note = Annotated[Text | None, Named("text", "beskrivning")]
Web = Annotated[Link | None, Named("webbplats", "webb")]


class Municipality(Record):
    """Whose site this is."""

    name: Name = described("Kommunens namn, till exempel Exempelby kommun.")
    short_name: Annotated[Text, Named("kort namn")] = described(
        "Namnet utan ordet kommun, till exempel Exempelby."
    )
    contact: Annotated[Identifier | None, Named("kontakt"), RefersTo(Listing.CONTACTS)] = described(
        "Id för den kontakt som svarar på frågor om webbplatsen.", default=None
    )
    example_notice: Annotated[Text | None, Named("exempelmärkning")] = described(
        "Bara för en påhittad kommun: texten som då står på varje sida.", default=None
    )


class Contact(Remembered):
    """Where to turn, by function and never by person."""

    id: Id = described("Kort namn med små bokstäver, till exempel polisen-icke-akut.")
    name: Name = described("Vilken funktion det är, till exempel Polisen, icke akuta ärenden.")
    text: Note = described("När man vänder sig dit.", default=None)
    phone: Annotated[Text | None, Named("telefon")] = described(
        "Telefonnummer, som det ska visas.", default=None
    )
    email: Annotated[Text | None, Named("e-post")] = described(
        "E-postadress till en funktion, inte till en person.", default=None
    )
    web: Web = described("Webbsida med kontaktuppgifter.", default=None)


class Party(Renamable):
    """A body that promises something or takes part: the police, the municipality, a company, a council."""

    id: Id = described("Kort namn med små bokstäver, till exempel polisen.")
    name: Name = described("Namnet som det står i löpande text, till exempel Polisen.")
    kind: Annotated[PartyKind, Named("slag", "typ")] = described("Vilket slags part det är.")
    text: Note = described("En mening om vad parten är.", default=None)
    part_of: Annotated[Identifier | None, Named("del av"), RefersTo(Listing.PARTIES)] = described(
        "Den part som detta är en enhet av.", default=None
    )
    web: Web = described("Partens egen webbsida.", default=None)
    succeeded_by: Annotated[
        tuple[Identifier, ...], Named("efterföljare"), RefersTo(Listing.PARTIES), Life.LATER
    ] = described("De parter som har tagit över, om den har delats eller gått upp i en annan.", default=())


class Place(Renamable):
    """A place that promises, measures and updates can name."""

    id: Id = described("Kort namn med små bokstäver, till exempel nygard.")
    name: Name = described("Platsens namn, till exempel Stationsparken.")
    text: Note = described("En mening om platsen.", default=None)
    succeeded_by: Annotated[
        tuple[Identifier, ...], Named("efterföljare"), RefersTo(Listing.PLACES), Life.LATER
    ] = described("De platser som har ersatt den, om den har delats eller gått upp i en annan.", default=())


class Term(Remembered):
    """A word that the site explains."""

    id: Id = described("Kort namn med små bokstäver, blir adressen i ordlistan.")
    term: Annotated[Text, Named("ord")] = described("Ordet eller förkortningen.")
    forms: Annotated[tuple[Text, ...], Named("andra former")] = described(
        "Andra former av ordet som ska förklaras likadant.", default=()
    )
    explanation: Annotated[Text, Named("förklaring")] = described("Förklaringen: en eller två meningar.")
    source: Annotated[Link | None, Named("källa")] = described("Var förklaringen kommer ifrån.", default=None)


class PromisesFile(Record):
    """Everything in promises.yaml."""

    municipality: Annotated[Municipality, Named("kommun")] = described("Kommunen som webbplatsen gäller.")
    contacts: Annotated[tuple[Contact, ...], Named("kontakter")] = described(
        "Kontaktvägar, efter funktion.", default=()
    )
    parties: Annotated[tuple[Party, ...], Named("parter")] = described(
        "Parter och medverkande.", min_length=1
    )
    places: Annotated[tuple[Place, ...], Named("platser", "plats")] = described(
        "Platser som texterna kan nämna.", default=()
    )
    agreements: Annotated[tuple[Agreement, ...], Named("medborgarlöften", "löften")] = described(
        "Löftena, ett block för varje period.", min_length=1
    )
    glossary: Annotated[tuple[Term, ...], Named("ordlista")] = described("Ordlistan.", default=())

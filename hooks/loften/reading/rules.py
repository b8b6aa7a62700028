"""The rules on files and fields, before anything in them is understood, and what is told of a breach."""

from __future__ import annotations

from dataclasses import dataclass

from loften.records.problems import Problem, Wording
from loften.records.rules import Rule


@dataclass(frozen=True)
class Breach:
    """A rule that is broken somewhere, and what to tell of it there; `remedy` is "" where `fault` says it."""

    rule: Rule
    fault: str
    remedy: str = ""

    @property
    def message(self) -> str:
        return str(Wording(self.fault, self.remedy))

    def problem(self, path: str, line: int = 1, column: int = 1) -> Problem:
        """The breach at its place."""
        return Problem(
            path=path, line=line, column=column, fault=self.fault, remedy=self.remedy, rule=self.rule.id
        )


# --- files ------------------------------------------------------------------------------------------------

FILES_CAN_BE_READ = Rule(
    id="files-can-be-read",
    what="promises.yaml, mkdocs.yml och mappen content/ finns, och filerna går att läsa. Allt i content/ är "
    "vanliga filer.",
    why="Webbplatsen byggs av dem, och inget som ligger utanför content/ ska komma ut av misstag.",
    mend="Återställ filen eller fyll i den. Lägg in själva filen där det nu ligger en länk.",
    example="promises.yaml\nmkdocs.yml\ncontent/index.md",
)
FILE_IS_PLAIN_TEXT = Rule(
    id="file-is-plain-text",
    what="Texter sparas som ren text med teckenkodningen UTF-8. Filnamn skrivs också med UTF-8.",
    why="Annars blir å, ä och ö fel på webbplatsen, eller så går filen inte att läsa alls.",
    mend="Spara filen som UTF-8 (i Anteckningar: Spara som, Kodning) och rätta bokstäver som har blivit fel. "
    "Är filen ett dokument från Word: kopiera texten till en textfil.",
    example="title: Så blir det ljusare vid stationen",
)
NO_MERGE_CONFLICT = Rule(
    id="no-merge-conflict",
    what="I en fil finns inga rader kvar av en krock mellan två ändringar.",
    why="Där står två versioner av samma sak, och bara en av dem ska komma ut.",
    mend="Behåll den rätta texten och ta bort raderna som börjar med <<<<<<<, ======= och >>>>>>>.",
    example="summary: Lamporna vid stationen är lagade.",
)
NO_HIDDEN_CHARACTERS = Rule(
    id="no-hidden-characters",
    what="I en fil finns inga osynliga tecken, och inget hårt mellanslag där ett vanligt ska stå.",
    why="Programmet läser då raden på ett annat sätt än den ser ut. De följer ofta med text som klistras in.",
    mend="Ta bort tecknet, eller skriv om raden för hand.",
    example="published: 2024-03-01",
)
TEXT_LIES_IN_ITS_FOLDER = Rule(
    id="text-lies-in-its-folder",
    what="I ett löftes mapp ligger åtgärder i atgarder/, nyheter i nyheter/ och uppföljningar i "
    "uppfoljning/. Löftet står i promises.yaml.",
    why="Mappen säger vad texten är och vilket löfte den hör till. Den blir också en del av adressen.",
    mend="Flytta filen till rätt mapp. Är löftet nytt: skriv först in det i promises.yaml.",
    example="content/2024/nyheter/2024-03-01-lampor-vid-stationen.md",
)
FILE_NAME_IS_PLAIN = Rule(
    id="file-name-is-plain",
    what="En texts filnamn slutar på .md. Namn på texter och mappar har bara små bokstäver a–z, siffror och "
    "enkla bindestreck, och en nyhets namn börjar med en dag.",
    why="Namnet blir en del av adressen, som ska gå att läsa upp och skriva av.",
    mend="Byt namn på filen eller mappen: skriv a för å och ä, o för ö och bindestreck för mellanslag.",
    example="2024-03-01-lampor-vid-stationen.md",
)
ADDRESS_IS_FREE = Rule(
    id="address-is-free",
    what="Varje sida har en egen adress. Vissa sidor, som /arkiv/ och /ordlista/, gör webbplatsen själv.",
    why="På en adress får bara en sida plats.",
    mend="Byt namn på filen eller mappen. Gäller det ett löfte: välj ett annat id i promises.yaml.",
    example="content/om-ordlistan.md",
)

# --- rows -------------------------------------------------------------------------------------------------

FIELDS_STAND_BETWEEN_LINES = Rule(
    id="fields-stand-between-lines",
    what="En textfil börjar med fälten, mellan två rader med exakt tre bindestreck. Själva texten står under "
    "dem.",
    why="Raderna visar var fälten slutar och texten börjar.",
    mend="Skriv --- på en egen rad överst i filen, och en gång till under fälten.",
    example="---\ntitle: Ljusare vid stationen\nsummary: Tolv nya lampor lyser.\n---\n\nNu är det ljusare.",
)
ROWS_HAVE_THEIR_FORM = Rule(
    id="rows-have-their-form",
    what="Ett fält är ett namn, ett kolon, ett mellanslag och ett värde. En post i en lista är ett "
    "bindestreck, ett mellanslag och ett värde.",
    why="Bara då syns det vad som är namn och vad som är värde.",
    mend="Jämför raden med exemplet. Saknas ett kolon, ett mellanslag eller en klammer som avslutar?",
    example="kind: measure\nplaces:\n  - stationen\n  - biblioteket",
)
ROWS_ARE_INDENTED_ALIKE = Rule(
    id="rows-are-indented-alike",
    what="Rader som hör ihop börjar i samma kolumn. De dras in med mellanslag, aldrig med tabb.",
    why="Indraget visar vilket fält en rad hör till.",
    mend="Ställ raderna rakt under varandra, och byt tabbar mot mellanslag.",
    example="source:\n  by: Kommunens gatuenhet\n  text: Slutbesiktning i mars",
)
SPECIAL_SIGNS_ARE_QUOTED = Rule(
    id="special-signs-are-quoted",
    what="Ett värde med kolon eller # i, eller med ett tecken som @, & eller % först, står mellan raka "
    "citattecken.",
    why="Utan citattecken betyder tecknet något särskilt, och texten läses fel.",
    mend="Skriv ett rakt citattecken först och sist i värdet. Finns redan sådana i det, eller omvända "
    "snedstreck: använd enkla (').",
    example='title: "Klart: nu lyser lamporna vid stationen"',
)
FIELD_STANDS_ONCE = Rule(
    id="field-stands-once",
    what="Ett fält står en enda gång i samma block.",
    why="Annars går det inte att veta vilket värde som gäller.",
    mend="Ta bort det ena.",
    example="title: Ljusare vid stationen\nsummary: Tolv nya lampor lyser.",
)

# --- fields -----------------------------------------------------------------------------------------------

REQUIRED_FIELD_IS_FILLED_IN = Rule(
    id="required-field-is-filled-in",
    what="Fält som krävs finns med och är ifyllda. Ingen rad i en lista är tom.",
    why="Sidan kan inte visas utan dem.",
    mend="Skriv ett värde. Är raden frivillig och behövs inte: ta bort den.",
    example="title: Ljusare vid stationen\nsummary: Tolv nya lampor lyser.",
)
FIELD_IS_KNOWN = Rule(
    id="field-is-known",
    what="Fälten i en fil är sådana som webbplatsen känner till, och de står där de hör hemma.",
    why="Det som står i ett felstavat fält skulle annars försvinna utan att någon märkte det.",
    mend="Rätta fältets namn, eller flytta det till rätt plats i filen.",
    example="published: 2024-03-01\nsource:\n  by: Kommunens gatuenhet",
)
MEASURE_HAS_NO_STATUS = Rule(
    id="measure-has-no-status",
    what="Läge och utfall skrivs inte i en åtgärd, utan i en nyhet eller en uppföljning om den.",
    why="Läget ändras bara av en text som har en dag, så att alla ser när det ändrades och vad som hände.",
    mend="Ta bort raden ur åtgärden och skriv en nyhet.",
    example="measures:\n  - measure: lampor-vid-stationen\n    status: ongoing",
)
ID_COMES_FROM_FILE_NAME = Rule(
    id="what-the-file-says-is-not-written",
    what="Det som framgår av filen själv, som id, path och agreement, skrivs inte i den.",
    why="Står samma sak på två ställen kan de säga olika.",
    mend="Ta bort raden.",
    example="content/2024/atgarder/lampor-vid-stationen.md",
)
VALUE_HAS_ITS_SHAPE = Rule(
    id="value-has-its-shape",
    what="Ett fält har den sorts innehåll som hör dit: ett enda värde, en lista eller egna fält.",
    why="Varje fält läses på samma sätt i alla texter. Där flera värden är möjliga skrivs också ett ensamt "
    "som en lista.",
    mend="Skriv om fältet som i exemplet: värdet på samma rad, listan med en rad för varje post, eller egna "
    "fält på indragna rader.",
    example="title: Ljusare vid stationen\nplaces:\n  - stationen\nsource:\n  by: Kommunens gatuenhet",
)

# --- values -----------------------------------------------------------------------------------------------

DAY_HAS_ITS_FORM = Rule(
    id="day-has-its-form",
    what="En dag skrivs ÅÅÅÅ-MM-DD och finns i kalendern. "
    "Dagen för undertecknandet får vara en månad, ÅÅÅÅ-MM, eller unknown om den inte är känd.",
    why="3/5 kan vara både den tredje maj och den femte mars.",
    mend="Skriv år, månad och dag med siffror.",
    example="published: 2024-03-01\ndate: 2024-02-28",
)
NUMBER_IS_IN_DIGITS = Rule(
    id="number-is-in-digits",
    what="Ett antal, och andra tal i fälten, är hela tal skrivna med bara siffror.",
    why="Webbplatsen räknar, jämför och sorterar med dem.",
    mend="Skriv bara siffrorna. Är antalet ungefärligt: säg det i texten.",
    example="target:\n  count: 12\n  unit: lampor\n  comparison: at-least",
)
YES_IS_TRUE = Rule(
    id="yes-is-true",
    what="Ja skrivs true och nej skrivs false.",
    why="Med ett enda sätt att skriva kan svaret inte missförstås.",
    mend="Skriv true eller false.",
    example="signed: true",
)
ID_HAS_ITS_FORM = Rule(
    id="id-has-its-form",
    what="Ett id har bara små bokstäver a–z, siffror och enkla bindestreck.",
    why="Texterna pekar på varandra med id, och många id blir en del av en adress.",
    mend="Skriv id så som det står i promises.yaml. En åtgärds id är filnamnet utan .md.",
    example="promise: ljust-vid-stationen",
)
ADDRESS_IS_WHOLE = Rule(
    id="address-is-whole",
    what="En webbadress skrivs hel, med https:// först. En adress på den egna webbplatsen skrivs utan "
    "domän och utan snedstreck först och sist.",
    why="Annars leder länken fel eller ingenstans.",
    mend="Kopiera webbadressen ur webbläsaren. Gäller det en egen sida: skriv mapparna och namnet.",
    example="source:\n  by: Kommunens gatuenhet\n  address: https://www.kommunen.se/slutbesiktning\n"
    "corrects: 2024/nyheter/2024-03-01-lampor-vid-stationen",
)
WORD_IS_ON_ITS_LIST = Rule(
    id="word-is-on-its-list",
    what="Fält som status, kind och assessment har ett av de ord som fältet kan ha.",
    why="Webbplatsen sorterar och räknar efter orden, och visar dem på svenska.",
    mend="Välj ett av orden som meddelandet räknar upp.",
    example="status: partly-done",
)
SETTINGS_ARE_FILLED_IN = Rule(
    id="settings-are-filled-in",
    what="I mkdocs.yml står webbplatsens namn, dess adress och flödets avsändare (tag_authority), alla i "
    "rätt form. Det gäller också repository och today, om de är ifyllda.",
    why="Sidornas adresser och posterna i flödet görs av dem.",
    mend="Skriv raden som i exemplet.",
    example="site_name: Medborgarlöften i Exempelby\nsite_url: https://www.kommunen.se/medborgarloften/\n"
    "extra:\n  tag_authority: kommunen.se,2024",
)

RULES = (
    FILES_CAN_BE_READ,
    FILE_IS_PLAIN_TEXT,
    NO_MERGE_CONFLICT,
    NO_HIDDEN_CHARACTERS,
    TEXT_LIES_IN_ITS_FOLDER,
    FILE_NAME_IS_PLAIN,
    ADDRESS_IS_FREE,
    FIELDS_STAND_BETWEEN_LINES,
    ROWS_HAVE_THEIR_FORM,
    ROWS_ARE_INDENTED_ALIKE,
    SPECIAL_SIGNS_ARE_QUOTED,
    FIELD_STANDS_ONCE,
    REQUIRED_FIELD_IS_FILLED_IN,
    FIELD_IS_KNOWN,
    MEASURE_HAS_NO_STATUS,
    ID_COMES_FROM_FILE_NAME,
    VALUE_HAS_ITS_SHAPE,
    DAY_HAS_ITS_FORM,
    NUMBER_IS_IN_DIGITS,
    YES_IS_TRUE,
    ID_HAS_ITS_FORM,
    ADDRESS_IS_WHOLE,
    WORD_IS_ON_ITS_LIST,
    SETTINGS_ARE_FILLED_IN,
)
"""Every rule of reading, in the order in which a file meets them."""

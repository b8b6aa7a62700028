"""Finding the registration numbers of vehicles in text.

Three letters, two digits and a digit or letter; I, Q, V, Å, Ä and Ö are not used, nor O at the end
(Transportstyrelsen). Many abbreviations with a number look the same (NPS 100, CRC 32B), so the rule is:
  * capitals written together (ABD472) are one, unless the letters are a standard's or a product's (ISO639) or
    a word before numbers a series (Dnr ABC123);
  * in any letters, with a space, a hyphen or a dot (abd 472, ABD-472), it takes a sign of a vehicle near by:
    a word for it, its make or its plate before, or what only vehicles and their drivers do after;
  * where the letters are a common word or abbreviation (bilen MAX 100, bilar med 100), the sign must stand
    right before, and in lower case be a word for the plate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from loften.privacy.web_addresses import WEB_ADDRESS

_LETTERS_AND_DIGITS = re.compile(r"[a-hj-pr-uw-zA-HJ-PR-UW-Z]{3}[-._\s]{0,13}\d\d[\da-zA-Z](?![^\W_])")
"""Every plate has this form, and few texts do; it is found much faster than the whole form."""
_VEHICLE = re.compile(
    r"""(?<![^\W_])(?<![\#@$]) (?!MLB)
    (?P<letters>[A-HJ-PR-UW-Z]{3})(?P<joint>[ ]{1,2}|[ ]?[-._][ ]?|\n[ >]{0,12})?
    (?!000)\d\d[\dA-HJ-NPR-UW-Z]
    (?![^\W_])(?!-[A-Z\d])(?![./:,]\d)(?!\ ?%|\ \d{3}(?!\d))""",
    re.VERBOSE | re.IGNORECASE,
)
"""MLB is kept for examples and films and never given to a car (Transportstyrelsen)."""
_PART_OF_MORE = re.compile(r"(?:[A-ZÅÄÖ\d]-|\.)$")
"""Before the letters: a longer reference (K-ABD472) or the end of a file's name (a.mp4)."""
_AFTER_A_DAY = re.compile(r"\d{4}-\d\d-\d\d-$")

_PLATE = (
    r"reg(?:\.|istrerings)?[ -]?(?:nr|nummer|numret|skylt|skylten)?|(?:nummer)?(?:plåt|skylt)(?:en|ar|arna)?"
)
_VEHICLES = (
    r"(?!mobil)\w{0,12}bil(?:en|ens|ar|arna|arnas)?|\w{0,12}(?:fordon|moped|släp|husvagn|traktor|skoter"
    r"|motorcyk|fyrhjuling)\w{0,10}|epa(?:n|ns)?|mc|hoj(?:en)?|buss(?:en)?|taxi(?:n)?"
)
_MAKES = (
    r"(?:volvo|saab|bmw|audi|toyota|ford|kia|skoda|škoda|volkswagen|vw|mercedes|peugeot|renault|nissan|opel"
    r"|hyundai|tesla|polestar|seat|citroën|citroen|mazda|honda|suzuki|subaru|mitsubishi|fiat|dacia|scania"
    r"|lexus|jeep|mini|porsche|yamaha|kawasaki|aixam|ligier|passat|golf|polo|tiguan|octavia|fabia|focus"
    r"|fiesta|mondeo|corolla|yaris|civic|clio|megane|astra|corsa)(?:n|en)?"
)
_PEOPLE = (
    r"förar(?:en|e)|ägar(?:en|e)|bilist(?:en)?|\w{0,12}parkera(?:d|t|de|r)?|parkeringsbot(?:en)?|p-bot(?:en)?"
)
_SIGN = rf"(?<![^\W_])(?:{_PLATE}|{_VEHICLES}|{_MAKES}|{_PEOPLE})(?![^\W_])"
_VEHICLE_NEAR = re.compile(_SIGN, re.IGNORECASE)
_VEHICLE_AFTER = re.compile(
    r"(?<![^\W_])(?:parkera|felparkera|bortforsl|återfunn|återfann|stul|stal|stå[rt] kvar|stod kvar"
    r"|kör(?:de|t|s)|krock|backade|bromsa|rattfyll|fortkör|skylt|bil(?:en|ist)|fordon|förare)",
    re.IGNORECASE,
)
_RIGHT_BEFORE = re.compile(
    rf"{_SIGN}[ \t\n>|(\[\"”'=:,.-]{{1,6}}(?:är[ ]|var[ ]|med[ ])?[(\"”']?$", re.IGNORECASE
)
_PLATE_RIGHT_BEFORE = re.compile(
    rf"(?<![^\W_])(?:{_PLATE})[ \t\n>|(\[\"”'=:,.-]{{1,6}}(?:är[ ]|var[ ])?[(\"”']?$", re.IGNORECASE
)
_SERIES_BEFORE = re.compile(
    r"(?<![^\W_])(?:dnr|d\.nr|diarie(?:nr|nummer|numret)|ärende(?:nr|nummer|t)?|akt|mål(?:nr|nummer)?|ks|ksn|sn|bun|tn"
    r"|väg|länsväg|riksväg|iso|iec|ss|din|rfc|sfs|prop|bet|skr|sou|ds|lag|förordning|paragraf|beslut|bilaga"
    r"|rum|sal|lokal|hus|kurs|kurskod|artikel|artikelnr|modell|typ|linje|buss|tåg|flyg|version|standard|blankett"
    r"|dokument|faktura|ref|referens|kod|projekt|serie|fastighet|kvarter|metod)[.:]? {0,2}\(?$",
    re.IGNORECASE,
)
_COMMON_WORDS = """
ABF ABK ABT ACE ADL AED AES AFS AKO ALL AMA AND ANT APR ARB ART ASK ATT AUG BAD BAR BAS BBR BEN BET BLA
BLE BMW BMX BNP BOK BOR BOT BRA BRF BTA BUD BUP BUS BYA BYT CAD CAN CAT CEN CET CHF CNC COP CPR CPU CRC
CSN CUP DAB DAG DBM DDR DEC DEL DEM DEN DET DHL DHR DKK DNA DNR DOM DOS DSC DSP DTR DUB EAN ECE EES EFT
EKG EKO ELD EMC EPA EPS ESF EST ETA ETC ETT EUR EUS FAR FAS FBK FCK FEB FEL FEM FMH FNS FOR FOT FTP FUB
FYR GAM GAR GAS GBP GEN GER GHZ GPS GSM GYM HAN HAR HDF HDR HEL HEM HLR HON HPA HSB HSL HUB HUR HUS HUT
JAG JAN JAS JOB JPG JUL JUN KAN KAP KBA KBT KFF KFO KHZ KLM KOL KOM KPH KRW KSA KSN KSO KTH KTM KUL KUN
KUR KWH LAG LAN LAS LCD LED LGH LGR LMA LOA LOG LOK LOS LOU LPG LPO LPT LSS LTE LUX MAJ MAN MAR MAT MAX
MBL MBS MDF MED MEN MER MHZ MOR MOT MRT MSB MUN NBA NED NEJ NER NHL NOG NOK NPF NPS NRK NTF NTU NUM NYA
OBS OCH OKT OLE OMR ORD OSL OSS OST PAR PBL PCB PCR PDF PER PET PFC PMR PNG POL POP PRO PTS PUK RAD RAL
RAM RAN RED REF REN RFC RFS RGB RKU ROT RPM RSA RSS RUM RUN RUT RYD RYM SAE SAL SAM SBU SCB SEK SEN SEP
SER SES SEX SFS SGU SHA SJU SKA SKR SLA SMS SOL SOM SOS SOU SPF SSB SSF SSK STA STO TAG TAK TAL TAR TBC
TBE TCP TEL TLS TOG TOM TON TOP TRE TSK TUN TUR TYP UDP UHF UNG UNO UPP URL USA USB USD UTC UTE UTK WHO
WLF WWF XLS XPS
"""
_SERIES_ABBREVIATIONS = """
AES AFS ART BMX CAT CRC CSN DNR DSC EAN ECE EES EPS HDF JPG KSN LED LGR LPO MAX MDF MIN NPS PDF PNG RAL
RFC RGB SAE SEK SFS SHA SOU SSF USB UTC XPS
"""
_COMMON, _SERIES = frozenset(_COMMON_WORDS.split()), frozenset(_SERIES_ABBREVIATIONS.split())

_NEAR, _AFTER, _HEADING = 60, 40, 2_000
"""Characters: how far before and after a sign counts, and how far back the heading of a table is sought."""


def number_plates(text: str, abbreviations: Set[str]) -> Iterator[tuple[int, int]]:
    """Where the registration numbers of vehicles stand; `abbreviations` are letters with another meaning."""
    if not _LETTERS_AND_DIGITS.search(text):
        return
    addresses = [match.span() for match in WEB_ADDRESS.finditer(text)]
    for match in _VEHICLE.finditer(text):
        is_in_address = any(start <= match.start() < end for start, end in addresses)
        if not is_in_address and _is_vehicle(match, abbreviations):
            yield match.span()


def is_number_plate(name: str, abbreviations: Set[str]) -> bool:
    """Whether a whole name of a file is a registration number, in any letters: abd472, abd-472."""
    match = _VEHICLE.fullmatch(name)
    if match is None:
        return False
    letters = match["letters"].upper()
    return letters not in abbreviations and letters not in (_COMMON if match["joint"] else _SERIES)


def _is_vehicle(match: re.Match[str], abbreviations: Set[str]) -> bool:
    text, letters = match.string, match["letters"]
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if _PLATE_RIGHT_BEFORE.search(before):
        return True
    if _SERIES_BEFORE.search(before) or letters.upper() in abbreviations:
        return False
    is_right_before = _RIGHT_BEFORE.search(before) is not None
    if letters.isupper() and not match["joint"]:
        is_part = _PART_OF_MORE.search(before) and not _AFTER_A_DAY.search(before)
        return is_right_before or not (is_part or letters in _SERIES)
    if letters.upper() in _COMMON:
        return is_right_before and (letters.isupper() or not match["joint"])
    after = re.split(r"[.!?\n]", text[match.end() : match.end() + _AFTER], maxsplit=1)[0]
    return bool(
        is_right_before
        or _VEHICLE_NEAR.search(re.split(r"[.!?]\s|\n", before)[-1])
        or _VEHICLE_AFTER.search(after)
        or _VEHICLE_NEAR.search(after)
        or _stands_under_a_vehicle(match)
    )


def _stands_under_a_vehicle(match: re.Match[str]) -> bool:
    """Whether it is alone in a cell or on a row, and the first row of its table or list is about vehicles."""
    text = match.string
    row = text.rfind("\n", 0, match.start()) + 1
    if not re.search(r"(?:^|[|;,\t*-])[ ]?$", text[max(row, match.start() - 3) : match.start()]):
        return False
    earlier = text[max(0, row - _HEADING) : row]
    heading = earlier[earlier.rfind("\n\n") + 2 if "\n\n" in earlier else 0 :].split("\n", 1)[0]
    return _VEHICLE_NEAR.search(heading) is not None

"""Finding the registration numbers of vehicles in text.

Three letters, two digits and a digit or letter; I, Q, V, Å, Ä and Ö are not used, nor O at the end
(Transportstyrelsen). Many abbreviations look the same, so the rule is:
  * capitals, standing alone, with one space or none, not part of a longer number, share or web address;
  * not after a word that numbers a series (Dnr ABC 123), and not an abbreviation of the glossary;
  * with a space, not after a common word or abbreviation (MAX 100), nor without a space after an
    abbreviation of standards (ISO639);
  * but always after a word for the plate or the car (bilen MAX 100), there also in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from loften.privacy.web_addresses import WEB_ADDRESS

_LETTERS_AND_DIGITS = re.compile(r"[A-HJ-PR-UW-Z]{3}\s{0,13}\d\d")
_PLATE_WORD = re.compile(r"[Rr][Ee][Gg][. \-isn]|[Mm]erpl")
"""Every plate has one of these forms, and few texts do; they are found much faster than the whole forms."""
_VEHICLE = re.compile(
    r"""(?:(?<=\d{4}-\d\d-\d\d-)|(?<![^\W_])(?<![A-ZÅÄÖ\d]-)(?<![.\#])) (?!MLB)
    (?P<letters>[A-HJ-PR-UW-Z]{3})(?P<space>[ ]{1,2}|\n[ ]{0,12})?(?!000)\d\d[\dA-HJ-NPR-UW-Z]
    (?![^\W_])(?!-[A-Z\d])(?![./:,]\d)(?!\ ?%|\ \d{3}(?!\d))""",
    re.VERBOSE,
)
"""MLB is kept for examples and films and never given to a car (Transportstyrelsen)."""
_PLATE = re.compile(
    r"""(?<![^\W_])(?:reg(?:\.|istrerings)?[ -]?(?:nr|nummer|numret|skylt|skylten)|nummerplåt(?:en)?)
    [.:]?\s{1,2}(?:är\s|var\s)?["”'(]?(?P<number>[a-hj-pr-uw-z]{3}[ -]?\d\d[\da-hj-npr-uw-z])(?![^\W_])""",
    re.VERBOSE | re.IGNORECASE,
)
_CAR_BEFORE = re.compile(
    r"(?<![^\W_])(?:bil(?:en|ar|arna)?|fordon(?:et|en)?|släp(?:et|vagn|vagnen)?|moped(?:en)?|motorcykel(?:n)?"
    r"|lastbil(?:en)?|skåpbil(?:en)?|personbil(?:en)?|skylt(?:en)?|volvo|saab|bmw|audi|toyota|ford|kia|skoda"
    r"|volkswagen|mercedes|peugeot|renault|nissan|opel|hyundai|tesla)[ \n(\"”:]{1,3}$",
    re.IGNORECASE,
)
_SERIES_BEFORE = re.compile(
    r"(?<![^\W_])(?:dnr|d\.nr|diarie(?:nr|nummer|numret)|ärende(?:nr|nummer|t)?|akt|mål(?:nr|nummer)?|ks|ksn|sn|bun|tn"
    r"|väg|länsväg|riksväg|iso|iec|ss|din|rfc|sfs|prop|bet|skr|sou|ds|lag|förordning|paragraf|beslut|bilaga"
    r"|rum|sal|lokal|hus|kurs|kurskod|artikel|artikelnr|modell|typ|linje|buss|tåg|flyg|version|standard|blankett"
    r"|dokument|faktura|ref|referens|kod|projekt|serie|fastighet|kvarter|metod)[.:]? {0,2}\(?$",
    re.IGNORECASE,
)
_COMMON_WORDS = """
ABF AFS ALL AND ANT APR ART ASK AUG BAD BAR BAS BBR BLA BMW BOK BOR BOT BRA BRF BUD BUP BUS BYA BYT CAD
CAT CEN CET CHF CNC CPU DAB DAG DDR DEC DEL DEN DET DHL DKK DNA DNR DOM DOS DSC DUB ECE EES EFT EKG EKO
ELD EMC EPA ESF EST ETA ETC ETT EUR FAR FAS FEB FEL FEM FMH FNS FOR FOT GAM GAR GAS GBP GEN GER GHZ GPS
GSM HAN HAR HDR HEL HEM HLR HON HSB HSL HUB HUR HUS HUT JAN JAS JOB JPG JUL JUN KAN KAP KBA KBT KHZ KLM
KOL KOM KPH KRW KSN KSO KTH KTM KUL KUR KWH LAG LED LGR LMA LOK LOU LPG LPO LSS LTE LUX MAJ MAN MAR MAT
MAX MBL MED MEN MER MHZ MOT MSB NBA NED NEJ NER NOG NOK NPF NTF NTU NUM NYA OBS OCH OKT OMR OSL OST PAR
PBL PDF PER PET PMR PNG POL PTS RAD RAL RAM RAN REF RFC RGB RPM RSA RSS RUM RUT RYM SAE SAL SAM SCB SEK
SEN SEP SES SEX SFS SGU SJU SKA SKR SMS SOL SOM SOS SOU SPF SSB SSK STA STO TAK TAL TAR TBC TBE TCP TEL
TOG TOM TOP TRE TUN TUR TYP UDP UHF UNG UNO UPP URL USA USB USD UTC UTE UTK WHO WWF
"""
_SERIES_ABBREVIATIONS = """
AFS ART CAT DNR DSC ECE EES KSN LGR LPO MAX MIN PDF RAL RFC SAE SFS SOU UTC
"""
_COMMON, _SERIES = frozenset(_COMMON_WORDS.split()), frozenset(_SERIES_ABBREVIATIONS.split())


def number_plates(text: str, abbreviations: Set[str]) -> Iterator[tuple[int, int]]:
    """Where the registration numbers of vehicles stand; `abbreviations` are letters with another meaning."""
    if _PLATE_WORD.search(text):
        for match in _PLATE.finditer(text):
            yield match.span("number")
    if not _LETTERS_AND_DIGITS.search(text):
        return
    addresses = [match.span() for match in WEB_ADDRESS.finditer(text)]
    for match in _VEHICLE.finditer(text):
        is_in_address = any(start <= match.start() < end for start, end in addresses)
        if not is_in_address and _is_vehicle(match, abbreviations):
            yield match.span()


def _is_vehicle(match: re.Match[str], abbreviations: Set[str]) -> bool:
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _CAR_BEFORE.search(before):
        return True
    letters = match["letters"]
    if _SERIES_BEFORE.search(before) or letters in abbreviations:
        return False
    return letters not in (_COMMON if match["space"] else _SERIES)

"""Names of persons, as far as a list can tell them.

Names are not stopped in texts: those who sign are named there. A name beside an account number, or before
the @ of a contact, says whose it is. The list is of given names that are common in Sweden, and one ending
that surnames have; it is a sign, and misses many.
"""

from __future__ import annotations

import re

_GIVEN = """
abdi adam agneta ahmad ahmed ake albert albin alexander alexandra alfred ali alice alicia alma alva amanda
amelia amina amir anders andreas anette anita ann anna anne annelie annika anton arne arvid asa asta
astrid axel barbro beatrice bengt benjamin berit bernt birgit birgitta bjorn britt britta börje camilla
carina carl carolina caroline cecilia charlotte christer christian christina christoffer claes clara conny
dagmar dan daniel david dennis ebba eddie edvin elias elin elina elisabet elisabeth ella ellen elsa elvira
emil emilia emma emmy eric erica erik erika ester eva evelina fatima felicia felix filip filippa frans
fredrik frida gabriel gabriella gerd gertrud goran gun gunilla gunnar gunnel gustaf gustav göran gösta
hakan hanna hannah hannes hans harald harry hasan hassan hedvig helen helena helene henrik henry herman
hjalmar hugo hussein håkan ibrahim ida inga inger ingrid ingvar irene iris isabella isabelle isak ivar
jack jakob jan jasmine jenny jens jerker jesper jessica jimmy joakim joel johan johanna johannes john
johnny jonas jonathan jonna josef josefin josefine julia julian jörgen kai kaj karim karin karl karolina
katarina kenneth kent kerstin kevin khaled kim kjell klara klas kristian kristina kristoffer kurt lars
lasse leif lena lennart leo leon lilly lina linda linn linnea linnéa linus lisa liselott lo louise lovisa
lucas ludvig lukas maja malin malte marcus margareta maria mariam marianne marie marika marina markus
martin martina matilda mats mattias maximilian melker melvin michael mikael milo minna miriam moa mohamed
mohammad mohammed mona monica monika märta märtha naima nathalie nellie nicklas niclas nicole niklas nils
nina noah noel nora nour olga oliver olivia olle olof omar orjan oscar oskar otto ove patric patrik per
pernilla peter petra pia pontus rasmus rebecca rebecka reza richard rikard robert robin roger roland rolf
rose runar ruth saga sandra sanna sara sarah sebastian selma sigrid sigurd simon siv sixten sofia sofie
sonja staffan stefan stella sten stig stina susanna susanne svante svea sven sören tage theo therese
thomas tilda tilde tim tina tobias tomas tommy tony torbjorn torbjörn tore torsten tove tuva tyra ulf ulla
ulrik ulrika urban valter vera veronica victor victoria vidar viggo viktor viktoria vilhelm vilma vincent
wilhelm william wilma yasmin ylva yusuf yvonne zahra åke åsa örjan
"""
GIVEN_NAMES = frozenset(_GIVEN.split())
_TWO_WORDS = re.compile(
    r"(?<![^\W_])([A-ZÅÄÖÉ][a-zåäöéü]{1,20})(?:-[A-ZÅÄÖ][a-zåäöé]{1,20})?[ ]{1,2}[A-ZÅÄÖÉ][a-zåäöéü]"
)


def names_a_person(text: str) -> bool:
    """Whether a given name from the list and a surname stand in the text."""
    return any(match[1].lower() in GIVEN_NAMES for match in _TWO_WORDS.finditer(text))


def is_a_persons_address(address: str) -> bool:
    """Whether a first name and a surname stand before the @: anna.svensson, svensson_anna, a.svensson."""
    parts = re.findall(r"[^\W\d_]+", address.partition("@")[0].lower())
    return len(parts) > 1 and any(
        part in GIVEN_NAMES or part.endswith("sson") for part in (parts[0], parts[-1])
    )

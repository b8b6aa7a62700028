"""Finding numbers that money is sent to, beside the name of a person.

An IBAN has two letters, two check digits and up to thirty more signs (ISO 13616; ISO 7064, mod 97-10). Other
numbers have no form of their own, and are told by the word before them. An authority's or an association's
number may be public; one beside a person's name hardly is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.iso7064 import mod_97_10

from loften.privacy.person_names import names_a_person

_MONEY = ("konto", "kto", "clearing", "giro", "swish", "bg ", "bg:", "pg ", "pg:")
"""Every number but an IBAN has one of these before it, in any letters, and few texts do."""
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d\d(?:[ ]?[A-Z\d]){11,30}(?![^\W_])")
_ACCOUNT = re.compile(
    r"""(?<![^\W_])(?: \w{0,10}konto(?:t|n)?(?:nr|nummer|numret)?|kto(?:nr)?|clearing(?:nr|nummer)?
    |(?:plus|post|bank)giro(?:t|nr)?|[bp]g|swish(?:a|as|nr|nummer)? )(?![^\W_])
    [^\d\n|]{0,20}[|\n]?[^\d\n]{0,4}(?P<number>\d(?:[- ./,]{0,2}\d){5,15})(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_NEAR = 80
"""Characters: how far from the number a name counts."""


def account_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers of accounts stand with the name of a person near by, in the same block of text."""
    for start, end in _numbers(text):
        before = text[max(0, start - _NEAR) : start].rsplit("\n\n", 1)[-1]
        after = text[end : end + _NEAR].split("\n\n", 1)[0]
        if names_a_person(before) or names_a_person(after):
            yield start, end


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in _IBAN.finditer(text):
        if mod_97_10.is_valid((match[0][4:] + match[0][:4]).replace(" ", "")):
            yield match.span()
    written = text.lower()
    if any(word in written for word in _MONEY):
        for match in _ACCOUNT.finditer(text):
            yield match.span("number")

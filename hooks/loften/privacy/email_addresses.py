"""Finding e-mail addresses in text, also those that are written so that machines shall not find them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

_AT = re.compile(r"@|[-_ (\[{<](?:[Aa][Tt]?[-_ )\]}>]|[Ss]nabel|[Aa]lfakrull)")
"""Every address has one of these, and few texts do."""
_LINE = r"\n[ >]{0,12}"
_SIGN = rf"""(?: [ ]?["']?(?:{_LINE})?@{{1,2}}["']?(?:{_LINE}|[ ])? | [ ]?\|[ ]?@
    | [ ]?[(\[{{<"][ ]?@[ ]?[)\]}}>"][ ]? )"""
_WORD = r"""(?: [ ]?[(\[{<][ ]?(?:at?|snabel[- ]?a)[ ]?[)\]}>][ ]?
    | [ ](?:-?at-?|snabel[- ]?a|alfakrull)[ ] )"""
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_DOT = rf"(?:\.|[ ]?[(\[{{](?:dot|punkt|\.)[)\]}}][ ]?|[ ](?:dot|punkt)[ ]|-{_LINE}|{_LINE}\.)"
_TOP = r"(?-i:se|com|nu|org|net|eu|fi|no|dk|info)(?![^\W_])"
"""The top domains that are told although a comma, a space or a line break stands where the dot should."""
_DOMAIN = rf"(?:{_LABEL}{_DOT})+[^\W\d_]{{2,}}"
_LOOSE_DOMAIN = rf"(?:{_LABEL}\.)*{_LABEL}(?:\.?[ ]|[ ]\.[ ]?|[,;:][ ]?|-|\.?{_LINE}){_TOP}"
_MAIL_HOST = r"(?:gmail|hotmail|outlook|icloud|yahoo|protonmail)(?:[ ,.]{1,2}com)?(?![^\W_])"
_EMAIL = re.compile(
    rf"""(?<![\w.+%-])(?P<name>[\w.+%-]++)
    (?: {_SIGN}(?P<domain>{_DOMAIN}|{_LOOSE_DOMAIN}|{_MAIL_HOST})
      | {_WORD}(?P<worded>{_DOMAIN}|{_MAIL_HOST}|{_LABEL}[ ]?\.[ ]?{_TOP}) )""",
    re.VERBOSE | re.IGNORECASE,
)
_HYPHENATED = re.compile(
    rf"(?<![\w.+%/-])(?P<name>[\w.+%]{{2,64}})[-_]at[-_](?P<worded>{_DOMAIN})", re.IGNORECASE
)
"""siv.ek-at-exempelorten.se"""
_NOBODYS_DOMAIN = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$")
"""Domains that are reserved for examples and belong to nobody (RFC 2606)."""
_ENGLISH = frozenset(("look", "work", "read", "more", "see", "meet", "us", "is", "are", "here", "mer", "up"))
"""Words that English puts before " at " and a web address."""
_NETWORKS = frozenset(
    [
        "instagram",
        "facebook",
        "twitter",
        "x",
        "tiktok",
        "threads",
        "linkedin",
        "oss",
        "på",
        "hos",
        "av",
        "och",
    ]
)
"""Words before the name of an account in a social network, which begins with @: Instagram @koping.se."""


_ORDINARY = re.compile(rf"\.(?:\w\w|com|org|net|info)$|^{_MAIL_HOST}$")
"""How a domain must end where the sign is not an @ right after the name: a line of code may begin with @."""


def email_addresses(text: str, known: Set[str]) -> Iterator[tuple[int, int]]:
    """Where addresses stand that are not `known`, which are in lower case."""
    if not _AT.search(text):
        return
    for pattern in (_EMAIL, _HYPHENATED):
        for match in pattern.finditer(text):
            if _is_somebodys(match, known):
                yield match.span()


def _is_somebodys(match: re.Match[str], known: Set[str]) -> bool:
    found = match.groupdict()
    name = match["name"].lower().strip("_.")
    worded = found["worded"]
    domain = _joined((worded or found["domain"]).lower())
    is_apart = match[0][len(match["name"])] != "@"
    if is_apart and (name in _NETWORKS | _ENGLISH or not _ORDINARY.search(domain)):
        return False
    if worded and domain.startswith("www."):
        return False
    # how git writes a server
    is_git = name == "git" and domain in ("github.com", "gitlab.com")
    return not (f"{name}@{domain}" in known or is_git or _NOBODYS_DOMAIN.search(domain))


def _joined(domain: str) -> str:
    """The domain with plain dots between its parts, and without the ends of lines."""
    whole = re.sub(r"-\n[ >]*", "", domain)
    return re.sub(r"[ \n>]*(?:[(\[{]?(?:\b(?:dot|punkt)\b|[.,])[)\]}]?|\n|(?<=\w) (?=\w))[ \n>]*", ".", whole)

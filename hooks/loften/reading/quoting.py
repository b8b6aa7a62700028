"""How a message repeats what an editor wrote."""

from __future__ import annotations

import re

from loften.privacy.personal_data import find

_LONGEST = 60
_MOMENT = re.compile(
    r"""\b(?:20[0-9]{2}([-/. ])[0-9]{1,2}\1[0-9]{1,2}|[0-9]{1,2}([-/. ])[0-9]{1,2}\2 ?20[0-9]{2})
    (?:[ T]{1,2}(?:kl\.?[ ])?[0-2]?[0-9][:.]?[0-5][0-9](?:[:.][0-9.]{2,6})?Z?)?\b(?!-[0-9])""",
    re.VERBOSE,
)
"""A day, with the year first or last, and perhaps a time: 2026-01-06T18:30:00.000Z, 06/01/2026 18.30."""
HIDDEN = "…"


def shown(text: str) -> str:
    """The text on one line and not endless; `…` alone where it may be personal data.

    Messages end up in public logs. Whether something is personal data is for its own check to say; this only
    keeps what might be from being spread further.
    """
    line = " ".join(text.split())
    if _may_be_personal(line):
        return HIDDEN
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def quoted(value: str) -> str:
    """The value as YAML text in quotation marks, single ones where it holds double ones."""
    text = shown(value)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _may_be_personal(text: str) -> bool:
    """Whether the guard stops the text, or it holds what looks like an address, a plate or a long number."""
    if find(text):
        return True
    if "@" in text or re.search(r"\b[A-Za-zÅÄÖåäö]{3} ?[0-9]{2}[0-9A-Za-z]\b", text):
        return True
    without_moments = _MOMENT.sub("", text)
    return bool(re.search(r"[0-9](?:[ +/-]{0,3}[0-9]){7,}", without_moments)) and not re.fullmatch(
        r"(?:19|20)[0-9]{6}", text
    )

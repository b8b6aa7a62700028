"""How a message repeats what an editor wrote."""

from __future__ import annotations

import re

_LONGEST = 60
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
    """Whether the text holds an address, a registration number, or more digits in a row than a day has."""
    if "@" in text or re.search(r"\b[A-Za-zÅÄÖåäö]{3} ?[0-9]{2}[0-9A-Za-z]\b", text):
        return True
    without_moments = re.sub(r"\b20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}(?:[ T][0-9:.]{4,8})?\b(?!-[0-9])", "", text)
    return bool(re.search(r"[0-9](?:[ +/-]{0,3}[0-9]){7,}", without_moments)) and not re.fullmatch(
        r"(?:19|20)[0-9]{6}", text
    )

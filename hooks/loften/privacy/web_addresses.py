"""Web addresses in text, whose digits and letters are neither telephones nor number plates."""

from __future__ import annotations

import re

WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)

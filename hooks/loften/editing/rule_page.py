"""The page of all rules for the guide of editors, printed from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from loften.checks import readability
from loften.checks.notices import NOTICES
from loften.checks.site_checks import SITE_CHECKS
from loften.checks.text_checks import TEXT_CHECKS
from loften.comparing import earlier, provenance
from loften.comparing.permanence import PERMANENCE, RULES_ON_PROPOSALS
from loften.privacy import guard, images, pdf_files
from loften.reading import rules as reading
from loften.records.rules import Checked, Rule

_INTRODUCTION = """\
# Reglerna

Det här granskas varje gång någon föreslår en ändring. Hittar granskningen ett fel säger den var det står,
vad som är fel och hur du rättar det. Ett fel stoppar förslaget tills det är rättat. En varning ska läsas,
men stoppar inget. Här kan du läsa varför varje regel finns, och se ett exempel på hur det ska vara.

Sidan är gjord av programmet, ur reglerna själva. Ändra den inte för hand.
"""


def groups() -> Mapping[str, tuple[Rule, ...]]:
    """Every rule under the Swedish heading of its group, in the order in which they are asked."""
    return {
        "När filerna läses": reading.RULES,
        "Det texterna säger om varandra": _rules(SITE_CHECKS),
        "Själva texten": _rules(TEXT_CHECKS),
        "Lätt att läsa": readability.RULES,
        "Personuppgifter och bilder": (*guard.RULES, *pdf_files.RULES, *images.RULES),
        "Det som är publicerat": (
            *earlier.RULES,
            provenance.TEXT_IS_THE_MUNICIPALITY_S_OWN,
            *_rules(PERMANENCE),
        ),
        "Det som ett förslag för in": _rules(RULES_ON_PROPOSALS),
        "Dagens påminnelser": _rules(NOTICES),
    }


def rule_page() -> str:
    """The page in Markdown; a group without rules is left out."""
    return "\n".join((_INTRODUCTION, *_lines()))


def _rules(checks: Iterable[Checked[...]]) -> tuple[Rule, ...]:
    return tuple(check.rule for check in checks)


def _lines() -> Iterator[str]:
    for heading, rules in groups().items():
        if rules:
            yield f"## {heading}\n"
        for rule in rules:
            yield f"### {rule.id}\n"
            yield f"{rule.what}\n"
            yield f"*Varför?* {rule.why}\n"
            yield f"*Gör så här:* {rule.mend}\n"
            yield f"```text\n{rule.example}\n```\n"

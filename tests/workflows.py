"""The workflows as they are written: their steps, their commands and what each job may do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
GUIDE = (GITHUB / "CONTRIBUTING.md").read_text()
PROGRAMS = ("bash", "sh", "git", "jq", "cut", "tail", "touch", "date", "mktemp")
"""All that the job that records may call."""

CHECK = "Granska texterna och inställningarna"
GUARD = "Se efter att det som är publicerat är antecknat"
LINE = "Skriv raden om publiceringen"
STOP = "Stoppa det som är byggt i en tidigare körning"
RECORD = "Anteckna vad som är publicerat"
COUNT = "Räkna ut vad som ska följas upp"
READ = "Läs ärendena"
REMIND = "Påminn om uppföljningar"
TELL = "Berätta om publiceringen"


def workflow(name: str) -> dict[str, Any]:
    """The workflow with every scalar as text: YAML 1.1 takes the key `on` for true, GitHub does not."""
    text = (GITHUB / "workflows" / f"{name}.yml").read_text()
    found: dict[str, Any] = yaml.BaseLoader(text).get_data()
    return found


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in workflow(name)["jobs"].values():
        yield from job.get("steps", [])


def steps_of(name: str, action: str) -> list[dict[str, Any]]:
    return [step for step in steps(name) if step.get("uses", "").startswith(f"{action}@")]


def commands(name: str) -> str:
    return "\n".join(step.get("run", "") for step in steps(name))


def script(job: str, name: str, file: str = "publish") -> str:
    """The command of a step of publish.yml, or another workflow, by the step's name."""
    (found,) = (step for step in workflow(file)["jobs"][job]["steps"] if step.get("name") == name)
    command: str = found["run"]
    return command


def rights(name: str) -> dict[str, dict[str, str]]:
    """What each job may do; a job without a list of its own has the workflow's."""
    found = workflow(name)
    return {job: settings.get("permissions", found["permissions"]) for job, settings in found["jobs"].items()}

"""`gh api`, answering from a file what GitHub would, for the calls that daily.yml makes."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

PAGE = 2


def main() -> None:
    """Two issues on a page, each page a list of its own, as gh prints them; the newest issue first."""
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["api"])
    parser.add_argument("--method", default="GET")
    parser.add_argument("--paginate", action="store_true")
    parser.add_argument("--silent", action="store_true")
    parser.add_argument("--input", choices=["-"])
    parser.add_argument("--jq", default=".")
    parser.add_argument("-f", dest="fields", action="append", default=[])
    parser.add_argument("address")
    call = parser.parse_args()
    given = json.load(sys.stdin) if call.input else dict(field.split("=", 1) for field in call.fields)
    file = Path(os.environ["SERVER"])
    state = json.loads(file.read_text())
    path = call.address.removeprefix(f"repos/{os.environ['GITHUB_REPOSITORY']}")
    if state["refused"] == f"{call.method} {path}":
        sys.exit("gh: Service Unavailable (HTTP 503)")
    answers = list(answer(state, call.method, path, given))
    file.write_text(json.dumps(state))
    if not call.silent:
        told = "\n".join(json.dumps(found) for found in (answers if call.paginate else answers[:1]))
        subprocess.run(["jq", "-r", call.jq], input=told, text=True, check=True)


def answer(state: dict[str, Any], method: str, path: str, given: dict[str, str]) -> list[Any]:
    """The pages of the answer; ValueError for a call that nobody has foreseen."""
    issues = state["issues"]
    number = "".join(re.findall(r"\d+", path))
    match method, path.replace(number or " ", "N"):
        case "GET", "":
            return [{"has_issues": state["has_issues"]}]
        case "GET", "/issues?state=all&per_page=N":
            newest = issues[::-1]
            return [newest[at : at + PAGE] for at in range(0, len(newest), PAGE)] or [[]]
        case "POST", "/issues":
            issue = {"number": len(issues) + 1, "state": "open", "user": {"login": "github-actions[bot]"}}
            issues.append(issue | {"title": given["title"], "body": given["body"]})
            return [issue | {"html_url": f"https://github.test/{len(issues)}"}]
        case "PATCH", "/issues/N":
            issue = issues[int(number) - 1]
            issue.update(given)
            return [issue | {"html_url": f"https://github.test/{number}"}]
        case "POST", "/issues/N/comments":
            state["comments"].append([int(number), given["body"]])
            return [{}]
        case _:
            raise ValueError(method, path)


if __name__ == "__main__":
    main()

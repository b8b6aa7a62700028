"""The commands that the guide gives to whoever owns a site, carried out."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import textwrap
from pathlib import Path
from zoneinfo import ZoneInfo

from github_machine import ADDRESS, GitHub, program
from loften.comparing.repository import Repository
from pull_requests import commit, git
from workflows import CHECK, GUIDE, LINE

# --- what the guide says of another host, carried out -------------------------------------------------------


def test_on_another_host_the_guide_s_commands_record_and_a_refused_push_is_mended_as_it_says(
    github: GitHub,
) -> None:
    part = GUIDE.partition("\n## På en annan server än GitHub Pages\n")[2].partition("\n## ")[0]
    assert "`git fetch origin` och de två raderna en gång till" in " ".join(part.split())
    publishing, recording = blocks(part)
    assert [line.split("loften ")[-1] for line in publishing.splitlines()] == [
        *("git pull", "make .venv/site.stamp", "check --publish", "make site")
    ]
    first, second = (github.folder / name for name in ("first", "second"))
    older = github.newest
    for host in (first, second):
        assert github.run(f"git clone {ADDRESS} {host.name}", github.folder) == 0, github.said
        github.prepare(host)
        assert github.run(publishing.replace("make site\n", ""), host) == 0, github.said
        newer = github.newest if host == second else github.new_version()
    assert github.run(recording, first) == 0, github.said
    assert github.run(recording, second) == 1
    assert "rejected" in github.said
    assert github.run(f"git fetch origin\n{recording}", second) == 0, github.said
    assert github.run(f"{publishing.replace('make site', '')}{recording}", first) == 0, github.said
    assert github.recorded == [older, newer, newer]


def blocks(part: str) -> list[str]:
    """The blocks of commands in a part of the guide, in their order."""
    return re.findall(r"^```console\n(.+?)^```$", part, re.DOTALL | re.MULTILINE)


# --- the guide's part on personal data, carried out ---------------------------------------------------------

NEWS = "content/2024/nyheter"
PERSON = "Kalle Kallesson"

FILTER_REPO = """\
#!/bin/sh
# git filter-repo, as far as the guide uses it
set -e
while [ $# -gt 0 ]; do
    case $1 in
        --replace-text) words=$2 ;;
        --replace-message) [ "$2" = "$words" ] ;;
        --path-rename) old=${2%%:*} new=${2#*:} ;;
        *) exit 2 ;;
    esac
    shift 2
done
sed 's/^/s|/; s/==>/|/; s/$/|g/' "$words" > "$TMPDIR/words.sed"
export FILTER_BRANCH_SQUELCH_WARNING=1 old new
git branch --quiet --track publicerad origin/publicerad
git filter-branch --tree-filter '
    find . -type f -exec sed -i -f "$TMPDIR/words.sed" {} +
    if [ -n "$old" ] && [ -e "$old" ]; then mv "$old" "$new"; fi
' --msg-filter 'sed -f "$TMPDIR/words.sed"' main
git update-ref -d refs/original/refs/heads/main
git remote remove origin
git reflog expire --expire=now --all
git gc --quiet --prune=now
"""
"""What stands in for git filter-repo on a machine without it."""


def guide_commands() -> list[str]:
    """The blocks of commands in the guide's part for the owner on personal data, in their order."""
    part = GUIDE.partition("\n### Så tar den som äger webbplatsen bort uppgiften\n")[2].partition("\n## ")[0]
    return blocks(part)


def guide_erasure(fields: str) -> str:
    """The lines that the guide says to add where something is erased, for today and these fields."""
    (block,) = re.findall(r"^ *```yaml\n( *erased:\n.+?)^ *```$", GUIDE, re.DOTALL | re.MULTILINE)
    lines = textwrap.dedent(block)
    for pattern, written in (("date: .+", f"date: {today()}"), (r"fields: \[.+\]", f"fields: [{fields}]")):
        lines, count = re.subn(pattern, written, lines)
        assert count == 1
    return lines


def today() -> dt.date:
    return dt.datetime.now(ZoneInfo("Europe/Stockholm")).date()


def publish(github: GitHub, before: str = "") -> str:
    """Publishes what was committed last, as publish.yml does; gives its commit."""
    github.push()
    version = github.newest
    assert github.build_step(CHECK, version, BEFORE=before) == 0, github.said
    assert github.build_step(LINE, version) == 0, github.said
    line = github.output.removesuffix("\n").partition("=")[2]
    assert github.record_job(version, line) == 0, github.said
    return version


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new))


def with_personal_data(github: GitHub) -> tuple[str, str]:
    """Publishes a person's name in a text, a file's name and a message, and takes it out as the guide says.

    Gives the version with the name and the one without.
    """
    lights, named = (github.work / NEWS / name for name in ("2024-03-01-lampor.md", f"{FILE_NAME}.md"))
    lights.write_text(f"{lights.read_text()}{PERSON} var med.\n")
    head = f"---\ntitle: {PERSON} har ordet\nsummary: En nyhet.\nkind: information\n"
    named.write_text(f"{head}published: 2024-03-02\n---\nHej.\n")
    git(github.work, "add", "--all")
    commit(github.work, f"Berätta om {PERSON}")
    first = publish(github)
    change(lights, f"{PERSON} var med.\n", "")
    change(lights, "\nkind:", f"\n{guide_erasure('body')}kind:")
    change(named, f"title: {PERSON} har ordet\n", f"title: En boende har ordet\n{guide_erasure('id, title')}")
    named.rename(named.with_name(f"{NEW_NAME}.md"))
    commit(github.work, "Ta bort en uppgift")
    return first, publish(github, before=first)


FILE_NAME = "2024-03-02-kalle-kallesson"
NEW_NAME = "2024-03-02-en-boende"


def rewrite(github: GitHub, words: str) -> Path:
    """Carries out the guide's commands up to those that record, and gives the rewritten clone."""
    path = os.environ["PATH"]
    if shutil.which("git-filter-repo") is None:
        program(github.folder / "stand-in" / "git-filter-repo", FILTER_REPO)
        path = f"{github.folder / 'stand-in'}:{path}"
    home = github.folder / "home"
    home.mkdir()
    (home / "ord.txt").write_text(words)
    commands, *_ = guide_commands()
    filtering = "git filter-repo --replace-text ../ord.txt --replace-message ../ord.txt"
    assert commands.count(filtering) == 1
    rename = f"{NEWS}/{FILE_NAME}.md:{NEWS}/{NEW_NAME}.md"
    commands = commands.replace(filtering, f"{filtering} --path-rename {rename}").replace("ADRESS", ADDRESS)
    assert github.run(commands, home, PATH=path) == 0, github.said
    github.prepare(home / "ny")
    return home / "ny"


def test_the_guide_takes_personal_data_out_of_the_history_and_the_site_is_published_from_the_new_one(
    github: GitHub,
) -> None:
    first, second = with_personal_data(github)
    former = github.record.commit
    rewritten = rewrite(github, f"{PERSON}==>borttaget\n")
    _, recording, sending = guide_commands()
    assert github.run(recording, rewritten) == 0, github.said
    assert github.run(sending, rewritten) == 0, github.said

    # what anyone can fetch from then on
    clone = Repository(github.checkout(Repository(rewritten).commit("main")))
    history = clone.answer("log", "--all", "--patch", "--format=%B").decode()
    assert "var med" in history
    assert "kalle" not in history.lower()
    assert clone.find(first) is None
    assert clone.find(second) is None
    assert clone.builds_on(github.record.commit, former)

    git(github.work, "fetch", "--quiet", "origin", "main")
    git(github.work, "reset", "--quiet", "--hard", "FETCH_HEAD")
    accepted = github.newest
    assert [(own.commit, own.replaces) for own in github.record.own] == [
        (first, None),
        (second, None),
        (accepted, second),
    ]
    # the push that replaced main starts the publication, and tells of a version that is gone
    publish(github, before=second)
    assert github.recorded == [first, second, accepted, accepted]
    github.new_version()
    assert [*github.recorded, publish(github, before=accepted)] == github.recorded


def test_a_rewritten_history_in_which_something_else_is_lost_is_not_recorded_and_it_is_told_what(
    github: GitHub,
) -> None:
    first, second = with_personal_data(github)
    rewritten = rewrite(github, f"{PERSON}==>borttaget\nstatus: ongoing==>status: planned\n")
    _, recording, _ = guide_commands()
    assert github.run(recording, rewritten) == 1
    assert "det här är redan publicerat och skrivs inte om – åtgärden" in github.said
    assert "Inget är antecknat: det här skiljer sig från det som är publicerat." in github.said
    assert github.recorded == [first, second]


def test_without_the_copy_from_before_the_rewritten_history_is_not_recorded(github: GitHub) -> None:
    with_personal_data(github)
    rewritten = rewrite(github, f"{PERSON}==>borttaget\n")
    _, recording, _ = guide_commands()
    assert github.run(recording.replace(" --from ../gammal", ""), rewritten) == 1
    assert "Ange en kopia av arkivet från före omskrivningen med --from." in github.said

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nouns, verbs and their help, and that the documentation names all of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oshmark import __version__

if TYPE_CHECKING:
    from tests.instances import Instance

REFERENCE = Path(__file__).parent.parent.parent / "docs" / "reference" / "cli.md"

SAYS: dict[str, str] = {
    "": "The library, the certification body and the product label of open source",
    "bom": "Read bills of materials, and compare two of them.",
    "bom read": "Read a bill of materials: CSV, TSV, XLSX, XLS, ODS, Markdown, HTML, exports",
    "bom compare": "Say what differs between two bills of materials: lines that are gone, new or",
    "body": "Certification bodies: found one, change its profile, list those that there are.",
    "body found": "Found a body from its profile.",
    "body change": "Record a newer profile of a body.",
    "body list": "The bodies that were founded here.",
    "init": "Set up a certification body: its profile, and the account of its first administrator.",
    "role": "Who has which role in a body. Nobody gives a role to themselves.",
    "role assign": "Give somebody a role of a body, as its administrator.",
    "role end": "End a role of somebody, as administrator of the body.",
    "role list": "Every role that somebody has now.",
    "account": "People who can sign in: the first administrator is made here, everybody else signs up on the site.",
    "account create-admin": "Make an administrator, or make one of somebody who has an account.",
    "account list": "Who has an account.",
    "account disable": "Sign somebody out, and let them in no more.",
    "account enable": "Let them in again.",
    "log": "Verify, sign, export and rebuild the log of all decisions.",
    "log verify": "Verify a log: chain, tree and signature, and that it grew out of an older",
    "log export": "Write the whole log as one file, with its checkpoint and its keys.",
    "log import": "Read an exported log into an instance that has none: all of it, or nothing.",
    "log rebuild": "Make the tree and the tables of every room anew from the log, all or",
    "log checkpoint": "Sign the state of the log as it is now, and write it to standard output.",
    "log erase": "Erase all that the log holds of a person; that it was done is recorded.",
    "log rotate": "Begin a new key that signs the log; the old one stays public, with its",
    "manifest": "Check manifests, mend them, begin new ones, and write them in another form.",
    "manifest check": "Say what is wrong with manifests: files, or folders with everything in them.",
    "manifest convert": "Write a manifest in another form to standard output.",
    "manifest fix": "Mend manifests: broken TOML, keys and values that are written in another",
    "manifest new": "Draft an okh.toml from what lies in a folder: README, licence, bill of",
    "manifest template": "Write a blank okh.toml to standard output, with a line of help for every",
    "manifest schema": "Write the JSON Schema of a manifest to standard output, for editors.",
    "crawl": "Find manifests on the platforms where hardware is published, politely, again and again.",
    "crawl source": "Add, list or pause sources.",
    "crawl source add": "Remember a source.",
    "crawl source set": "Change how often a source is looked through.",
    "crawl source list": "Every source, and what can be one.",
    "crawl source pause": "Leave a source alone.",
    "crawl source resume": "Look through it again.",
    "crawl run": "Look through sources: all of them, or those that are named.",
    "crawl status": "What the last passes have found.",
    "crawl sample": "Ask whether files are still there, the longest unasked first.",
    "crawl explain": "What would be asked for an address, and why it is in the library or not.",
    "crawl watch": "Look at once at what forges say has changed, until Ctrl-C.",
    "library": "Add manifests to the library, allow licences, leave out, merge agents, publish and export.",
    "library add": "Add manifests: files, or folders with everything in them.",
    "library whitelist": "Declare a licence to be open; all that wait for it are admitted.",
    "library opt-out": "Leave a module, repository, owner or host out of the library, because its",
    "library takedown": "Take down a module, repository, owner or host.",
    "library lift": "Let in again what was left out or taken down.",
    "library merge": "Record that two agents are one: GONE becomes another address of KEPT.",
    "library split": "Record that a merged agent is another one after all.",
    "library archive": "Keep copies of the files that a release names.",
    "library publish": "Publish what has changed.",
    "library export": "Write the library to standard output.",
    "label": "Print labels of releases, issue them from a file, record units and end them.",
    "label print": "Write the running label of a release as a file, or issue one first.",
    "label list": "Every label that was ever issued here.",
    "label show": "The whole label as text.",
    "label units": "Record the units that a label is printed for.",
    "label end": "End a label: its page says so, with the reason.",
    "tick": "Do what is due now, once: look through sources, publish, see whether files are there, tidy.",
    "worker": "Have workers do what is due: crawl, look for addresses, follow hooks, publish.",
    "worker run": "Do one job after another, until Ctrl-C.",
    "worker status": "What the workers do, what waits, what is done, and what has failed.",
    "query": "Ask the published library a question in SPARQL: a FILE, or `-` for standard",
    "rebuild": "Make every table of the library anew from its payloads and its event log, all or nothing.",
    "scheme": "Check certification schemes, compare versions of them, read and publish",
    "scheme check": "Say what is missing in schemes before they may be published.",
    "scheme diff": "Say what differs between two versions of a scheme, criterion by criterion.",
    "scheme show": "Read a scheme as a page of text; without a file, list the schemes that ship",
    "scheme publish": "Propose a scheme for comments; adopt it when the time for comments is over.",
    "doctor": "Look at everything that an operator needs to know, and say what helps.",
    "backup": "Write everything that cannot be made again into one file, while the site goes on.",
    "restore": "Try a backup, or make an instance of it again: all of it, or nothing.",
    "upgrade": "Bring the instance to the version of oshmark that is installed.",
    "registry": "Write the public registry as files that outlive the site.",
    "registry export": "Write certificates, labels and the log as a static site.",
    "serve": "Show the library in a browser, on this machine only unless --host says otherwise.",
    "demo": "Load the sample modules, publish them and serve the library on http://127.0.0.1:8000.",
}
"""Each command, and how its help begins."""
GROUPS = (
    "worker",
    *(
        "account",
        "",
        "body",
        "bom",
        "label",
        "log",
        "manifest",
        "library",
        "crawl",
        "crawl source",
        "registry",
        "role",
        "scheme",
    ),
)


def help_of(instance: Instance, command: str) -> str:
    done = instance.run(*command.split(), "--help")
    assert (done.code, done.said) == (0, "")
    return done.out


def options_of(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z]+", text)) - {"--help", "--version"}


@pytest.mark.parametrize("command", SAYS)
def test_help_begins_with_what_a_command_does(instance: Instance, command: str) -> None:
    usage, said = help_of(instance, command).split("\n\n")[:2]
    assert usage.lower().startswith(f"usage: oshmark {command}".rstrip())
    assert said.strip().startswith(SAYS[command])
    assert "\\b" not in help_of(instance, command)


def test_every_noun_and_verb_is_in_the_table_above(instance: Instance) -> None:
    nouns = set(re.findall(r"^  ([a-z]+)  ", help_of(instance, "").partition("Commands:")[2], re.MULTILINE))
    assert nouns == {command.split()[0] for command in SAYS if command}
    for group in ("bom", "log", "manifest"):
        verbs = set(re.findall(r"^  ([a-z]+)  ", help_of(instance, group).partition("Commands:")[2], re.MULTILINE))
        assert {f"{group} {verb}" for verb in verbs} == {command for command in SAYS if command.startswith(f"{group} ")}
    for group in ("account", "body", "registry", "role", "library", "crawl", "crawl source", "worker"):
        verbs = set(re.findall(r"^    ([a-z-]+)(?:  |$)", help_of(instance, group), re.MULTILINE))
        below = {command for command in SAYS if command.rpartition(" ")[0] == group}
        assert {f"{group} {verb}" for verb in verbs} == below


def test_the_reference_names_every_command_and_no_other() -> None:
    sections = re.findall(r"^## `oshmark ([a-z -]+)`$", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(sections) == sorted(command for command in SAYS if command not in GROUPS)


@pytest.mark.parametrize("command", [command for command in SAYS if command not in GROUPS])
def test_the_reference_names_every_option_of_a_command_and_no_other(instance: Instance, command: str) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    section = text.partition(f"## `oshmark {command}`\n")[2].partition("\n## ")[0]
    rows = set(re.findall(r"^\| `(--[a-z]+)", section, re.MULTILINE))
    usage, _, rest = help_of(instance, command).partition("\n\n")
    listed = rest.rpartition("ptions:")[2]
    assert rows == options_of(usage + listed)


@pytest.mark.parametrize(
    "word", ["nonsense", "Library", "dev_something", "..", "__init__", "manifest.py", "migrate", "runserver"]
)
def test_a_word_that_is_no_noun_is_wrong_use(instance: Instance, word: str) -> None:
    done = instance.run(word)
    assert (done.code, done.out) == (2, "")
    assert f"No such command '{word}'" in done.said


@pytest.mark.parametrize("command", GROUPS)
def test_a_noun_without_its_verb_is_wrong_use(instance: Instance, command: str) -> None:
    done = instance.run(*command.split())
    assert (done.code, done.out) == (2, "")
    assert done.said.lower().startswith("usage: oshmark")


def test_the_version_is_said(instance: Instance) -> None:
    assert instance.run("--version").out == f"oshmark, version {__version__}\n"


def test_help_is_given_although_a_setting_is_wrong(instance: Instance) -> None:
    assert instance.run("--help", variables={"OSHMARK_BASE_URL": "nonsense"}).code == 0
    assert instance.run("manifest", "check", "--help", variables={"OSHMARK_BASE_URL": "nonsense"}).code == 0

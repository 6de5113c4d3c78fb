# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms of `oshmark manifest check` for forges: workflow commands of GitHub, and SARIF."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.manifest.rule_list import all_rules
from tests.made_up import manifest

if TYPE_CHECKING:
    from tests.instances import Instance

INCOMPLETE = manifest(licence="CC-BY-NC-4.0", name=None)
COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]*),line=(\d+),col=(\d+),title=([a-z0-9-]+)::(.*)")


def sarif(out: str) -> dict[str, Any]:
    log = json.loads(out)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_github_gets_one_command_for_each_finding(instance: Instance) -> None:
    (instance.here / "okh.toml").write_bytes(INCOMPLETE)
    done = instance.run("manifest", "check", "--format", "github", "okh.toml")
    found = json.loads(instance.run("manifest", "check", "--json", "okh.toml").out)[0]["findings"]
    commands = [COMMAND.fullmatch(line) for line in done.out.splitlines()]
    assert done.code == 1
    assert None not in commands
    words = {"error": "error", "warning": "warning", "advice": "notice"}
    expected = {(words[f["severity"]], "okh.toml", str(f["line"]), str(f["column"]), f["rule"]) for f in found}
    assert {command.groups()[:5] for command in commands if command} == expected
    assert len(commands) == len(found)


def test_nothing_that_a_stranger_writes_ends_a_command(instance: Instance) -> None:
    folder = instance.here / "a,b:c%d"
    folder.mkdir()
    (folder / "okh.toml").write_bytes(manifest(licence="100 %\\r\\n::error::x"))
    done = instance.run("manifest", "check", "--format", "github", str(folder.relative_to(instance.here)))
    lines = done.out.splitlines()
    assert all(COMMAND.fullmatch(line) for line in lines)
    assert all("file=a%2Cb%3Ac%25d/okh.toml,line=" in line for line in lines)
    (unclear,) = [line for line in lines if "title=licence-unclear" in line]
    assert "100 %25" in unclear
    assert "%0A" in unclear


def test_sarif_names_rules_places_and_levels(instance: Instance) -> None:
    (instance.here / "a b").mkdir()
    (instance.here / "a b" / "okh.toml").write_bytes(INCOMPLETE)
    done = instance.run("manifest", "check", "--format", "sarif", ".")
    run = sarif(done.out)
    found = json.loads(instance.run("manifest", "check", "--json", ".").out)[0]["findings"]
    rules = run["tool"]["driver"]["rules"]
    assert done.code == 1
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == len(found)
    for result, finding in zip(run["results"], found, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"]
        assert result["level"] == {"error": "error", "warning": "warning", "advice": "note"}[finding["severity"]]
        assert place["artifactLocation"]["uri"] == "a%20b/okh.toml"
        assert place["region"] == {"startLine": finding["line"], "startColumn": finding["column"]}
        assert result["message"]["text"].startswith(finding["message"])


def test_sarif_explains_every_rule(instance: Instance) -> None:
    (instance.here / "okh.toml").write_bytes(manifest())
    rules = sarif(instance.run("manifest", "check", "--format", "sarif", "okh.toml").out)["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} >= {rule.id for rule in all_rules() if not rule.id.startswith("mended-")}
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert all(rule[key]["text"].strip() for key in ("shortDescription", "fullDescription", "help"))
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert not re.search(r"\{\w+\}|\{\{", rule["shortDescription"]["text"] + rule["help"]["text"]), rule["id"]


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_a_file_that_cannot_be_read_is_a_finding_too(instance: Instance, form: str) -> None:
    (instance.here / "okh.toml").write_bytes(b"name = \n")
    done = instance.run("manifest", "check", "--format", form, "okh.toml")
    assert done.code == 1
    assert "toml-missing-value" in done.out


def test_a_file_outside_is_named_by_its_whole_address(instance: Instance) -> None:
    outside = instance.here.parent / "okh.toml"
    outside.write_bytes(INCOMPLETE)
    (instance.here / "okh.toml").write_bytes(INCOMPLETE)
    uris = [
        sarif(instance.run("manifest", "check", "--format", "sarif", str(path)).out)["results"][0]["locations"][0][
            "physicalLocation"
        ]["artifactLocation"]["uri"]
        for path in (outside, instance.here.resolve() / "okh.toml")
    ]
    assert uris == [outside.as_uri(), "okh.toml"]


def test_json_and_text_stay(instance: Instance) -> None:
    (instance.here / "okh.toml").write_bytes(INCOMPLETE)
    run = [instance.run("manifest", "check", *form, "okh.toml").out for form in (["--json"], ["--format", "json"])]
    assert run[0] == run[1]
    text = [instance.run("manifest", "check", *form, "okh.toml").out for form in ([], ["--format", "text"])]
    assert text[0] == text[1]


def test_two_forms_at_once_are_wrong_use(instance: Instance) -> None:
    (instance.here / "okh.toml").write_bytes(INCOMPLETE)
    done = instance.run("manifest", "check", "--json", "--format", "sarif", "okh.toml")
    assert (done.code, done.out) == (2, "")
    assert instance.run("manifest", "check", "--format", "xml", "okh.toml").code == 2

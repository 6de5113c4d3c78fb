# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark scheme`, run as people run it, and the how-to page with its example."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.instances import Instance

HOW_TO = Path(__file__).parent.parent.parent / "docs" / "how-to" / "write-a-scheme.md"
STOOL, MILL = re.findall(r"```toml\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
KEYS = ["path", "readable", "id", "version", "state", "digest", "body", "publishable", "findings"]
FINDING_KEYS = ["rule", "severity", "key", "line", "column", "message", "fix"]


@pytest.fixture
def stool(instance: Instance) -> Instance:
    """A folder with the scheme and the body of the how-to page."""
    (instance.here / "stool.toml").write_text(STOOL, encoding="utf-8")
    (instance.here / "mill.toml").write_text(MILL, encoding="utf-8")
    return instance


def test_the_scheme_of_the_how_to_page_is_whole(stool: Instance) -> None:
    done = stool.run("scheme", "check", "--body", "mill.toml", "stool.toml")
    assert (done.code, done.out) == (0, "")
    assert done.said == "2 files checked: 0 errors, 0 warnings, 0 pieces of advice.\n"


def test_without_the_body_it_says_what_was_not_checked(stool: Instance) -> None:
    done = stool.run("scheme", "check", "stool.toml")
    assert done.code == 0
    assert "what the body mill asks was not checked. Name its profile with --body." in done.said


def test_the_commands_of_the_how_to_page_run(stool: Instance) -> None:
    (stool.here / "stool-2.toml").write_text(STOOL, encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    commands = [line.partition(" > ")[0].split()[1:] for block in blocks for line in block.splitlines()]
    assert len(commands) == 6
    assert [stool.run(*command).code for command in commands] == [0] * 6


def test_a_scheme_with_an_error_is_not_publishable(stool: Instance) -> None:
    (stool.here / "bad.toml").write_text(STOOL.replace('unit = "kilograms"\n', ""), encoding="utf-8")
    done = stool.run("scheme", "check", "bad.toml")
    assert done.code == 1
    line = STOOL.splitlines().index("[groups.criteria.measure]") + 1
    assert done.out.startswith(f"bad.toml:{line}:18: error: “It carries a person” is judged by a measurement")
    assert "[scheme:measure-missing]" in done.out
    assert "fix: Complete the measure" in done.out
    assert "1 error" in done.said


def test_the_json_has_an_object_for_each_file(stool: Instance) -> None:
    done = stool.run("scheme", "check", "--json", "--body", "mill.toml", "stool.toml")
    profile, scheme = json.loads(done.out)
    assert (done.code, list(profile), list(scheme)) == (0, KEYS, KEYS)
    assert (profile["id"], profile["publishable"]) == (None, False)
    assert (scheme["id"], scheme["version"], scheme["state"]) == ("stool", "1", "draft")
    assert (scheme["body"], scheme["publishable"], scheme["findings"]) == ("mill", True, [])
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", scheme["digest"])


def test_a_finding_in_the_json_says_its_place(stool: Instance) -> None:
    done = stool.run("scheme", "check", "--json", "-", given=STOOL.replace("weight = 1", "waight = 1").encode())
    (found,) = json.loads(done.out)
    first = found["findings"][0]
    assert (done.code, list(first), first["rule"]) == (1, FINDING_KEYS, "scheme:key-like")
    assert first["key"] == "groups[0].criteria[2].waight"
    assert STOOL.splitlines()[first["line"] - 1] == "weight = 1"


def test_schemes_that_ship_are_known_by_their_ids(instance: Instance) -> None:
    done = instance.run("scheme", "check", "printer-producer", "product-by-specifications", "dokumentation-3105")
    assert (done.code, done.out) == (0, "")
    assert done.said == "3 files checked: 0 errors, 0 warnings, 0 pieces of advice.\n"


def test_what_is_no_text_is_refused_in_one_sentence(instance: Instance) -> None:
    done = instance.run("scheme", "check", "-", given=b"PK\x03\x04\x00")
    assert done.code == 1
    assert "-:1:1: error: This is not a text file: it is a ZIP archive" in done.out


@pytest.mark.parametrize("command", [("check", "nowhere.toml"), ("show", "nowhere.toml"), ("diff", "a.toml", "b.toml")])
def test_a_file_that_is_not_there_is_wrong_use(instance: Instance, command: tuple[str, ...]) -> None:
    done = instance.run("scheme", *command)
    assert (done.code, done.out) == (2, "")
    assert "does not exist, and no scheme with this id ships with oshmark." in done.said


def test_a_folder_is_wrong_use_to_show_and_an_error_to_check(instance: Instance) -> None:
    (instance.here / "schemes").mkdir()
    assert instance.run("scheme", "show", "schemes").code == 2
    done = instance.run("scheme", "check", "schemes")
    assert done.code == 1
    assert "cannot be read" in done.out


def test_a_difference_is_said_line_by_line(stool: Instance) -> None:
    newer = STOOL.replace('version = "1"', 'version = "2"', 1).replace("at-least = 150", "at-least = 180")
    (stool.here / "stool-2.toml").write_text(newer, encoding="utf-8")
    done = stool.run("scheme", "diff", "stool.toml", "stool-2.toml")
    assert done.code == 0
    assert done.out.splitlines() == [
        "version: was “1”, now “2”",
        "criteria / load / measure / at-least: was 150, now 180",
    ]
    assert done.said == "stool@1 and stool@2: 2 differences.\n"


def test_a_difference_is_data_too(stool: Instance) -> None:
    done = stool.run("scheme", "diff", "--json", "stool.toml", "-", given=STOOL.replace("gate = true", "", 1).encode())
    found = json.loads(done.out)
    assert list(found) == ["before", "after", "changes"]
    assert found["before"]["digest"] != found["after"]["digest"]
    assert found["changes"] == [{"kind": "removed", "where": ["criteria", "licence", "gate"], "was": True, "now": None}]


def test_equal_schemes_have_no_difference(stool: Instance) -> None:
    done = stool.run("scheme", "diff", "stool.toml", "stool.toml")
    assert (done.code, done.out, done.said) == (0, "", "stool@1 and stool@1: no difference.\n")


def test_what_was_not_read_whole_is_not_compared(stool: Instance) -> None:
    done = stool.run("scheme", "diff", "stool.toml", "-", given=STOOL.replace("weight", "waight").encode())
    assert (done.code, done.out) == (1, "")
    assert "`oshmark scheme check` says which" in done.said


def test_a_scheme_is_shown_with_its_criteria_and_its_smallest_cast(stool: Instance) -> None:
    done = stool.run("scheme", "show", "stool.toml")
    assert (done.code, done.said) == (0, "")
    assert "Smallest cast: 5 people: 1 applicant; 2 evaluators; 1 decision maker; 1 registrar." in done.out
    assert "* It carries a person [load: measurement, gate, safety]" in done.out
    assert "  measure: load that was carried for an hour, in kilograms, at least 150" in done.out
    assert "  - 0: A part that breaks cannot be replaced at home." in done.out


def test_the_json_of_a_scheme_holds_all_of_it(instance: Instance) -> None:
    found = json.loads(instance.run("scheme", "show", "--json", "dokumentation-3105").out)
    assert found["language"] == "de"
    assert found["smallest_cast"] == {"decision": 5, "disagreement": 6, "appeal": 6, "complaint": 5}
    assert len([c for group in found["scheme"]["groups"] for c in group["criteria"]]) == found["criteria"] == 17


def test_what_ships_is_listed_and_drafts_are_marked(instance: Instance) -> None:
    out = instance.run("scheme", "show").out
    assert "Prüfgemeinschaft Erlental (erlental)" in out
    assert re.search(r"^  xm-workshop .*\[workshop, draft\]$", out, re.MULTILINE)
    assert re.search(r"^  printer-producer .*\[producer\]$", out, re.MULTILINE)
    assert len(json.loads(instance.run("scheme", "show", "--json").out)) == 10


def test_the_file_of_a_shipped_scheme_can_be_taken_and_changed(instance: Instance) -> None:
    text = instance.run("scheme", "show", "--toml", "kit-seller").out
    assert text.startswith("# SPDX-FileCopyrightText")
    done = instance.run("scheme", "diff", "kit-seller", "-", given=text.encode())
    assert done.said == "kit-seller@0.1 and kit-seller@0.1: no difference.\n"


def test_options_that_contradict_each_other_are_wrong_use(instance: Instance) -> None:
    assert instance.run("scheme", "show", "--json", "--toml", "kit-seller").code == 2
    assert instance.run("scheme", "show", "--toml").code == 2

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark manifest new` and `template`, run as people run them."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.instances import Instance

README = "# Wren lamp\n\nThe Wren is a lamp for every desk, with a joint that holds.\n"


def project(instance: Instance) -> None:
    here = instance.here
    (here / "cad").mkdir()
    (here / ".git").mkdir()
    (here / "README.md").write_text(README)
    (here / "LICENSE").write_text("CERN Open Hardware Licence Version 2 - Strongly Reciprocal\n")
    (here / "bom.csv").write_text("name,quantity\n")
    (here / "cad" / "arm.scad").write_text("cube(1);\n")
    (here / "cad" / "arm.stl").write_text("solid arm\n")
    (here / ".git" / "config").write_text('[remote "origin"]\n\turl = git@git.example.org:wren/lamp.git\n')
    (here / ".git" / "packed-refs").write_text(f"{'a' * 40} refs/tags/v1.2.0\n")


def test_a_manifest_is_drafted_and_check_says_what_is_left(instance: Instance) -> None:
    project(instance)
    done = instance.run("manifest", "new")
    assert (done.code, done.out) == (0, "")
    data = tomllib.loads((instance.here / "okh.toml").read_text())
    assert data["name"] == "Wren lamp"
    assert data["repo"] == "https://git.example.org/wren/lamp"
    assert (data["version"], data["license"], data["bom"]) == ("1.2.0", "CERN-OHL-S-2.0", "bom.csv")
    assert data["part"] == [{"name": "Arm", "source": "cad/arm.scad", "export": "cad/arm.stl"}]
    assert "name: the title of README.md" in done.said
    assert "left to you: “licensor” is missing" in done.said
    checked = json.loads(instance.run("manifest", "check", "--json", ".").out)
    missing = [f["message"] for f in checked[0]["findings"] if f["rule"] == "missing"]
    assert len(missing) == 2
    assert missing[0].startswith("“licensor”")


@pytest.mark.parametrize("name", ["okh.toml", "okh.yml", ".okh.yaml", "okh-lamp.json"])
def test_a_manifest_that_is_there_is_never_overwritten(instance: Instance, name: str) -> None:
    (instance.here / name).write_text("mine")
    done = instance.run("manifest", "new", ".")
    assert done.code == 1
    assert f"{name} is there already, and stays as it is." in done.said
    assert [(path.name, path.read_text()) for path in instance.here.iterdir()] == [(name, "mine")]


def test_the_draft_can_be_shown_only(instance: Instance) -> None:
    project(instance)
    (instance.here / "okh.toml").write_text("mine")
    done = instance.run("manifest", "new", "--stdout")
    assert done.code == 0
    assert tomllib.loads(done.out)["name"] == "Wren lamp"
    assert (instance.here / "okh.toml").read_text() == "mine"


def test_an_empty_folder_gives_a_draft_with_everything_left(instance: Instance) -> None:
    done = instance.run("manifest", "new")
    assert done.code == 0
    assert tomllib.loads((instance.here / "okh.toml").read_text()) == {"okhv": "OKH-LOSHv1.0"}
    assert done.said.count("left to you: ") == 7


def test_what_is_no_folder_is_wrong_use(instance: Instance) -> None:
    (instance.here / "a.txt").write_text("x")
    for name in ("a.txt", "nowhere"):
        assert instance.run("manifest", "new", name).code == 2


def test_the_template_is_written_and_check_asks_for_its_blanks(instance: Instance) -> None:
    done = instance.run("manifest", "template")
    assert (done.code, done.said) == (0, "")
    (instance.here / "okh.toml").write_text(done.out)
    checked = json.loads(instance.run("manifest", "check", "--json", "okh.toml").out)
    assert len([f for f in checked[0]["findings"] if f["rule"] == "missing"]) == 7


def test_the_schema_is_json(instance: Instance) -> None:
    done = instance.run("manifest", "schema")
    assert (done.code, json.loads(done.out)["$schema"]) == (0, "https://json-schema.org/draft/2020-12/schema")

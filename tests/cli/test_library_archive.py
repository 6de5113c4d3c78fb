# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark library archive`, run as people run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.made_up import manifest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.instances import Instance

NAMES = b'bom = "bom.csv"\nsource = ["foot.scad"]\nexport = ["lost.stl"]\n'
REPOSITORY = "https://git.example.org/lark/printer"


def archived(instance: Instance) -> list[Path]:
    return [path for path in (instance.home / "archive").rglob("*") if path.is_file()]


def test_adding_archives_the_bill_and_the_command_everything(instance: Instance) -> None:
    project = instance.here / "lark"
    project.mkdir()
    (project / "okh.toml").write_bytes(manifest() + NAMES)
    (project / "bom.csv").write_bytes(b"Name,Quantity\nFoot,2\n")
    (project / "foot.scad").write_bytes(b"cube(1);")
    assert instance.run("library", "add", "lark").code == 0
    assert len(archived(instance)) == 1
    done = instance.run("library", "archive", REPOSITORY, "--folder", "lark")
    assert done.code == 1
    assert done.out == "/m/git.example.org/lark/printer/-/v/1.0.0: 3 files are archived.\n"
    assert done.said == "lost.stl: There is no such file in the repository.\n"
    assert len(archived(instance)) == 3
    assert instance.run("library", "takedown", REPOSITORY, "--reason", "a test").code == 0
    assert archived(instance) == []


def test_what_is_no_release_is_told(instance: Instance) -> None:
    done = instance.run("library", "archive", "https://git.example.org/nobody/nothing")
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith("oshmark: The library has no admitted release at")

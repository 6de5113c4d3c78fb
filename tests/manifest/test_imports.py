# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A check of one file loads what it needs and nothing else: that is what makes it quick."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TOML = (
    'okhv = "OKH-LOSHv1.0"\nname = "Lamp"\nrepo = "https://git.example.org/wren/lamp"\n'
    'version = "1"\nlicense = "MIT"\nlicensor = "Wren"\n'
    'documentation-language = "en"\nfunction = "Lights."\nsource = "/a.scad"\n'
    '[outer-dimensions]\nopenSCAD = "cube([1, 2, 3]"\n'
)
YAML = "title: Lamp\nlicense: {hardware: MIT}\nmade: true\n"
OURS = {"oshmark"}
NEEDED = {"click", "msgspec", "rtoml"}
"""What is not Python's own and may be loaded for a manifest in TOML."""
HEAVY = (
    "asyncio", "concurrent.futures", "ctypes", "dataclasses", "django", "email", "http", "inspect", "json", "logging",
    "lxml", "multiprocessing",
    "pyoxigraph", "rdflib", "requests", "socket", "sqlite3", "ssl", "subprocess", "tantivy", "tempfile", "tomllib",
    "unittest", "urllib.request",
    "uuid", "xml", "yaml",
)  # fmt: skip
"""Modules that cost milliseconds, and have no part in reading TOML."""
ALLOWED = {"inspect", "uuid"}
"""Click loads these, whatever is asked of it."""
LINE = re.compile(r"import time:\s+\d+ \|\s+\d+ \|\s*(\S+)")


def imported(*arguments: str) -> list[str]:
    """The modules that a run of the command loads, in their order; a bare Python loads some of its own before."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )
    assert done.returncode in (0, 1), done.stderr[-2000:]
    return LINE.findall(done.stderr)


@pytest.fixture(scope="module")
def for_toml(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a check of a manifest in TOML loads beyond what Python itself does."""
    path = tmp_path_factory.mktemp("toml") / "okh.toml"
    path.write_text(TOML)
    return set(imported("-m", "oshmark", "manifest", "check", str(path))) - set(imported("-c", "pass"))


def top(name: str) -> str:
    return name.partition(".")[0]


def test_only_three_packages_of_others_are_loaded_for_toml(for_toml: set[str]) -> None:
    foreign = {top(name) for name in for_toml if top(name) not in sys.stdlib_module_names and not name.startswith("_")}
    assert foreign - OURS - {"typing_extensions"} == NEEDED  # msgspec takes the newest typing where it is installed


def test_nothing_heavy_is_loaded_for_toml(for_toml: set[str]) -> None:
    heavy = {name for name in for_toml if any(name == one or name.startswith(f"{one}.") for one in HEAVY)}
    assert heavy - ALLOWED == set()


def test_of_ours_only_the_rooms_of_a_manifest_are_loaded(for_toml: set[str]) -> None:
    rooms = {".".join(name.split(".")[:2]) for name in for_toml if top(name) == "oshmark"}
    assert rooms - {"oshmark", "oshmark.__main__"} == {
        "oshmark.adapters", "oshmark.cli", "oshmark.errors", "oshmark.manifest", "oshmark.values",
    }  # fmt: skip
    assert not for_toml & {
        "oshmark.manifest.to_rdf", "oshmark.manifest.from_rdf", "oshmark.manifest.write", "oshmark.manifest.plain",
        "oshmark.manifest.yaml",
        "oshmark.manifest.syntax.yaml_reader", "oshmark.manifest.syntax.json_reader",
    }  # fmt: skip


def test_a_manifest_in_yaml_loads_its_reader_and_no_more(tmp_path: Path, for_toml: set[str]) -> None:
    path = tmp_path / "okh.yml"
    path.write_text(YAML)
    more = set(imported("-m", "oshmark", "manifest", "check", str(path))) - set(imported("-c", "pass")) - for_toml
    assert {top(name) for name in more if top(name) not in sys.stdlib_module_names} <= {"oshmark", "yaml", "_yaml"}
    assert not {
        name for name in more if top(name) in ("django", "asyncio", "pyoxigraph", "tantivy", "urllib3", "ssl", "socket")
    }

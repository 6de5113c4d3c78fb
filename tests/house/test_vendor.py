# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A foreign file has an origin, a licence and the content that was looked at."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from vendor import VENDOR, faults

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = b"something foreign"
ENTRY = f"""
[[file]]
path = "it/it.js"
name = "it"
version = "1.0"
origin = "npm it"
licence = "MIT"
sha256 = "{hashlib.sha256(CONTENT).hexdigest()}"
"""


@pytest.fixture
def vendor(tmp_path: Path) -> Path:
    (tmp_path / "it").mkdir()
    (tmp_path / "it/it.js").write_bytes(CONTENT)
    (tmp_path / "vendor.toml").write_text(ENTRY, encoding="utf-8")
    return tmp_path


def test_what_we_ship_is_what_we_list() -> None:
    assert faults(VENDOR) == []


def test_it_passes_a_file_that_is_listed(vendor: Path) -> None:
    assert faults(vendor) == []


def test_it_refuses_a_changed_file(vendor: Path) -> None:
    (vendor / "it/it.js").write_bytes(CONTENT + b"!")
    assert faults(vendor) == ["it/it.js is not the file that vendor.toml names: its sha256 differs"]


def test_it_refuses_a_file_that_nobody_listed(vendor: Path) -> None:
    (vendor / "it/more.js").write_bytes(CONTENT)
    assert faults(vendor) == ["it/more.js is not listed in vendor.toml"]


def test_it_refuses_an_entry_without_its_file(vendor: Path) -> None:
    (vendor / "it/it.js").unlink()
    assert faults(vendor) == ["it/it.js is listed in vendor.toml and is not there"]


@pytest.mark.parametrize("key", ["path", "name", "version", "origin", "licence", "sha256"])
def test_it_refuses_an_entry_that_does_not_tell_all(vendor: Path, key: str) -> None:
    lines = [line for line in ENTRY.splitlines() if not line.startswith(f"{key} ")]
    (vendor / "vendor.toml").write_text("\n".join(lines), encoding="utf-8")
    assert f"an entry of vendor.toml lacks {key}" in faults(vendor)[0]

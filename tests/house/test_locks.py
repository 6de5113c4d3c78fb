# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A lock that is old, open, or at odds with another is not passed."""

from __future__ import annotations

from typing import Any

import pytest

from locks import digest, faults, pins, stamp

PYPROJECT: dict[str, Any] = {
    "project": {
        "requires-python": ">=3.11",
        "dependencies": ["click>=8"],
        "optional-dependencies": {"test": ["pytest>=8"]},
    }
}
HASH = f"    --hash=sha256:{'0' * 64}"
CLICK = f"click==8.5.1 \\\n{HASH} \\\n{HASH}\n    # via oshmark\n"
COLORAMA = f"colorama==0.4.6 ; sys_platform == 'win32' \\\n{HASH}\n"


def lock(body: str, name: str = "base") -> str:
    return stamp(f"# made by\n#    make lock\n{body}", digest(PYPROJECT, name))


def test_it_passes_locks_that_are_pinned_hashed_current_and_agree() -> None:
    assert faults({"base": lock(CLICK + COLORAMA), "test": lock(CLICK, "test")}, PYPROJECT) == []
    assert pins(lock(CLICK + COLORAMA)) == {"click": "8.5.1", "colorama": "0.4.6"}


def test_it_refuses_a_lock_made_from_another_pyproject() -> None:
    changed = {"project": {**PYPROJECT["project"], "dependencies": ["click>=9"]}}
    assert faults({"base": lock(CLICK)}, changed) == ["base.lock is older than pyproject.toml: run 'make lock'"]


@pytest.mark.parametrize("line", ["click==8.5.1\n", "click>=8\n", f"click>=8 \\\n{HASH}\n", "-e .\n"])
def test_it_refuses_a_line_without_a_version_or_a_hash(line: str) -> None:
    assert faults({"base": lock(line + COLORAMA)}, PYPROJECT) == [
        "base.lock has 1 lines without a version or without a hash"
    ]


def test_it_refuses_an_address() -> None:
    assert (
        faults({"base": lock(f"--index-url https://example.org/simple\n{CLICK}")}, PYPROJECT)[0]
        == "base.lock names an address"
    )


def test_it_refuses_sets_that_do_not_fit_together() -> None:
    other = CLICK.replace("8.5.1", "8.4.0")
    assert faults({"base": lock(CLICK), "test": lock(other, "test")}, PYPROJECT) == [
        "test.lock has click 8.4.0, base.lock has 8.5.1"
    ]

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every act is killed (kill -9) at every statement: its events and all its rows are there, or none of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.instances import Instance

PROJECT = Path(__file__).parents[3]
SEED = 20261120


def killed(instance: Instance, seed: int, one_in: int) -> tuple[int, int, int, int]:
    """How many acts were tried, how often a child was killed, and how often nothing or all of it was there."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.web.certification.killing", str(seed), str(one_in)],
        cwd=PROJECT,
        env=instance.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-4000:]
    acts, kills, lost, kept = map(int, result.stdout.split())
    assert kills == lost + kept
    assert min(lost, kept) >= acts
    return acts, kills, lost, kept


def test_who_is_killed_in_an_act_has_done_all_of_it_or_nothing(instance: Instance) -> None:
    acts, kills, _lost, _kept = killed(instance, SEED, 16)
    assert acts > 8
    assert kills >= 3 * acts


@pytest.mark.engine
def test_every_act_may_be_killed_at_every_statement(instance: Instance) -> None:
    acts, kills, _lost, _kept = killed(instance, SEED, 0)
    assert acts > 200
    assert kills > 10 * acts

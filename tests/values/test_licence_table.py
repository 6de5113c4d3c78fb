# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of licences: whole, agreeing with itself, and made by the script that says so."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from oshmark.values.licence import LicenceClass, Openness, known_ids, read_licence
from oshmark.values.licence_families import PORTS
from oshmark.values.licence_table import table
from oshmark.values.licence_words import key

ROOT = Path(__file__).parent.parent.parent


def test_it_has_as_many_rows_as_the_list() -> None:
    whole = table()
    assert len(whole.licences) == len(known_ids()) == 709
    assert len(whole.replaced) == 31
    assert len(whole.exceptions) == 66
    assert len(whole.unnamed) == 38
    assert whole.licences.keys().isdisjoint(whole.replaced)


def test_it_judges_as_many_as_we_have_judged() -> None:
    judged = Counter(row.openness for row in table().licences.values())
    assert judged == {Openness.OPEN: 224, Openness.NOT_OPEN: 56, Openness.UNCLEAR: 429}
    classes = Counter(row.licence_class for row in table().licences.values() if row.openness is Openness.OPEN)
    assert classes[LicenceClass.UNKNOWN] == 1
    assert classes[LicenceClass.NOT_OPEN] == 0


@pytest.mark.parametrize("spdx_id", sorted(table().licences))
def test_every_id_means_itself(spdx_id: str) -> None:
    read = read_licence(spdx_id)
    assert (read.expression, read.changes, read.ids) == (spdx_id, (), (spdx_id,))
    assert read.openness is table().licences[spdx_id].openness
    assert read_licence(spdx_id.lower()).expression == spdx_id
    assert read_licence(f"LicenseRef-{spdx_id}").expression == spdx_id


@pytest.mark.parametrize("spdx_id", sorted(table().replaced))
def test_every_outdated_id_means_what_is_written_today(spdx_id: str) -> None:
    read = read_licence(spdx_id)
    assert read.expression == table().replaced[spdx_id]
    assert [change.value for change in read.changes] == ["deprecated"]
    assert read_licence(table().replaced[spdx_id]).changes == ()


@pytest.mark.parametrize("start", sorted(table().keys))
def test_every_key_leads_to_a_valid_expression(start: str) -> None:
    assert key(start.replace("+", "")).split() == [word for word in start.split() if word != "+"]
    expression = table().keys[start]
    assert read_licence(expression).expression == expression


def test_no_licence_that_limits_selling_or_changing_is_open() -> None:
    limited = [spdx_id for spdx_id in known_ids() if {"NC", "ND"} & set(spdx_id.split("-"))]
    assert len(limited) == 30
    assert {read_licence(spdx_id).openness for spdx_id in limited} == {Openness.NOT_OPEN}


@pytest.mark.parametrize(
    "start", ["CC-BY-[0-9]", "CC-BY-SA-", "CC0-1.0", "CERN-OHL-", "TAPR-OHL-1.0", "SHL-0.5", "GPL-"]
)
def test_what_the_flags_of_osi_and_fsf_forget_is_open(start: str) -> None:
    head, _, digit = start.partition("[")
    found = [i for i in known_ids() if i.startswith(head) and (not digit or i[len(head)].isdigit())]
    assert found
    assert {read_licence(spdx_id).openness for spdx_id in found} == {Openness.OPEN}


def test_the_forms_of_countries_on_the_list_are_forms_that_we_know() -> None:
    shape = [spdx_id.split("-") for spdx_id in known_ids() if spdx_id.startswith("CC-BY") and not spdx_id[-1].isdigit()]
    assert len(shape) == 22
    assert all(port.lower() in PORTS[version].split() for *_, version, port in shape)


@pytest.mark.corpora
def test_the_table_is_what_the_script_makes_of_the_list(corpora: Path) -> None:
    script = [sys.executable, str(ROOT / "scripts/licence_table.py"), str(corpora / "vocab/spdx"), "--check"]
    done = subprocess.run(script, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT / "src")})
    assert (done.returncode, done.stderr) == (0, "")

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The blank manifest has every field, parses as it is, and is whole when it is filled in."""

from __future__ import annotations

import re
import tomllib

from oshmark.manifest.field_help import MODULE_HELP, PART_HELP, SOFTWARE_HELP, TOPICS
from oshmark.manifest.fields import MANDATORY, MODULE, PART, SOFTWARE, Field, Kind, Scope
from oshmark.manifest.read import read
from oshmark.manifest.template import template


def keys(fields: tuple[Field, ...]) -> set[str]:
    return {field.key for field in fields}


def uncommented() -> str:
    """The template with every optional line taken, and the mandatory ones filled in with their examples."""
    text = re.sub(r"^# (?=\[|[\w-]+ = )", "", template(), flags=re.MULTILINE)
    return re.sub(
        r'^([\w-]+) = ""$', lambda match: f'{match[1]} = "{MODULE_HELP[match[1]].example}"', text, flags=re.MULTILINE
    )


def test_every_field_has_help() -> None:
    assert keys(MODULE) <= MODULE_HELP.keys() == keys(MODULE)
    assert keys(PART) == PART_HELP.keys()
    assert keys(SOFTWARE) == SOFTWARE_HELP.keys()
    helps = [*MODULE_HELP.values(), *PART_HELP.values(), *SOFTWARE_HELP.values()]
    assert [help_ for help_ in helps if not help_.says or "\n" in help_.says or help_.says.endswith(".")] == []


def test_every_field_of_a_module_has_one_topic() -> None:
    listed = [key for topic in TOPICS for key in topic.keys]
    assert len(listed) == len(set(listed))
    for_modules = {field.key for field in MODULE if field.scope is not Scope.PART}
    assert set(listed) == for_modules - {field.key for field in MODULE if field.kind in (Kind.PARTS, Kind.SOFTWARE)}


def test_it_parses_and_asks_for_the_mandatory_fields_only() -> None:
    data = tomllib.loads(template())
    assert set(data) == set(MANDATORY)
    assert {key for key, value in data.items() if value} == {"okhv"}


def test_check_says_what_is_to_be_filled_in() -> None:
    findings = read(template().encode(), name="okh.toml", folder="").findings
    assert {f.facts["key"] for f in findings if f.rule.id == "missing"} == set(MANDATORY) - {"okhv"}


def test_every_field_is_in_it() -> None:
    data = tomllib.loads(uncommented())
    (part,), (software,) = data["part"], data["software"]
    assert set(data) == {field.key for field in MODULE if field.scope is not Scope.PART}
    assert set(part) == {field.key for field in PART if field.scope is not Scope.MODULE}
    assert set(software) == keys(SOFTWARE)


def test_filled_in_it_is_whole() -> None:
    findings = read(uncommented().encode(), name="okh.toml", folder="").findings
    # The part is made in three ways at once, and the module in three others.
    assert {finding.rule.id for finding in findings} == {"process-field"}


def test_no_line_is_too_long_to_read() -> None:
    assert max(len(line) for line in template().splitlines()) <= 125

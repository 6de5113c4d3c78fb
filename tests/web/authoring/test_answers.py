# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever is typed stands in the file, and comes back into the form."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from oshmark.manifest.fields import MODULE
from oshmark.manifest.read import read
from oshmark.manifest.readiness import ODRL, OTRL
from oshmark.manifest.syntax import read_document
from oshmark.values.licence import Openness, read_licence
from oshmark.web.authoring.answers import answer, boxes_of, fitted, number_or_text
from oshmark.web.authoring.draft_state import draft_text, file_text, new_draft, read_draft
from oshmark.web.authoring.levels import LEVELS, LICENCE_GROUPS
from oshmark.web.authoring.questions import Widget, module_questions, part_questions
from oshmark.web.authoring.steps import PART_STEP, STEPS

QUESTIONS = module_questions([key for step in STEPS for key in step.all_keys])
PART_QUESTIONS = part_questions(PART_STEP.all_keys)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ENTRIES = st.fixed_dictionaries({}, optional={f"f.{key}": TEXTS for step in STEPS for key in step.all_keys})
MEASURES = st.fixed_dictionaries(
    {
        f"f.{name}": st.one_of(TEXTS, st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str))
        for name in ("mass.value", "outer-dimensions.width", "outer-dimensions.depth", "outer-dimensions.height")
    }
    | {"f.license.other": TEXTS, "f.mass.unit": TEXTS, "f.outer-dimensions.unit": TEXTS}
)


def posted(fields: dict[str, str]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, text in fields.items():
        sent[name] = text
    return sent


@given(ENTRIES, MEASURES)
def test_whatever_is_typed_comes_out_of_the_file_again(entries: dict[str, str], measures: dict[str, str]) -> None:
    table = new_draft()
    answer(table, QUESTIONS, posted({**entries, **measures}))
    assert read_draft(draft_text(table)) == table
    data = tomllib.loads(file_text(table), parse_float=Decimal)
    assert data == table
    assert read_document(file_text(table).encode(), name="okh.toml").data.keys() == table.keys()
    read(file_text(table).encode(), name="okh.toml")


@given(ENTRIES, MEASURES)
def test_what_comes_back_into_the_boxes_changes_nothing(entries: dict[str, str], measures: dict[str, str]) -> None:
    table = new_draft()
    answer(table, QUESTIONS, posted({**entries, **measures}))
    again = dict(table)
    answer(again, QUESTIONS, boxes(table))
    assert again == table


def boxes(table: dict[str, Any]) -> QueryDict:
    """What the form would send of a table, if nobody typed anything."""
    sent = QueryDict(mutable=True)
    for asked in QUESTIONS:
        question = fitted(asked, table.get(asked.field.key))
        shown = boxes_of(question, table.get(asked.field.key)) or {}
        if question.widget is Widget.PROCESSES:
            sent.setlist(question.name, shown.get("values", []))
        elif question.widget in (Widget.SIZE, Widget.MASS):
            for name, text in shown.items():
                sent[f"{question.name}.{name}"] = text
        else:
            sent[question.name] = shown.get("value", "").replace("\n", "\r\n")
    return sent


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=60))
def test_the_reader_gives_the_name_that_was_typed(name: str) -> None:
    table = new_draft()
    answer(table, QUESTIONS, posted({"f.name": name, "f.function": name}))
    manifest = read(file_text(table).encode(), name="okh.toml").manifest
    quoted = len(name) > 1 and name[0] == '"' == name[-1]  # which the reader takes for a slip
    assert manifest.function == name
    assert quoted or manifest.name == name


def test_numbers_stay_as_they_were_typed() -> None:
    typed = {
        "1.50": Decimal("1.50"),
        "7": 7,
        "-0.5": Decimal("-0.5"),
        "007": "007",
        "1e5": "1e5",
        "1,5": "1,5",
        "٣": "٣",
    }
    assert {text: number_or_text(text) for text in typed} == typed
    assert isinstance(number_or_text("1.50"), Decimal)


def test_an_empty_answer_takes_the_entry_out() -> None:
    table = {**new_draft(), "name": "x", "tsdc": ["3DP"], "mass": {"value": 1, "unit": "g"}, "own": [1]}
    answer(table, QUESTIONS, posted({}))
    assert table == {**new_draft(), "own": [1]}


def test_a_process_field_of_a_part_is_answered_in_its_own_kind() -> None:
    part: dict[str, Any] = {}
    fields = {"p.infill": "20", "p.supports": "false", "p.printing-process": "FDM", "p.resolution-mm": "0.20"}
    answer(part, PART_QUESTIONS, posted(fields))
    assert part == {"infill": 20, "supports": False, "printing-process": "FDM", "resolution-mm": Decimal("0.20")}


def test_every_level_is_explained_and_every_licence_offered_is_open() -> None:
    assert list(LEVELS) == [*OTRL, *ODRL]
    offered = [one for _group, ids in LICENCE_GROUPS for one in ids]
    assert {read_licence(one).openness for one in offered} == {Openness.OPEN}
    assert {read_licence(one).expression for one in offered} == set(offered)


def test_every_mandatory_field_is_asked() -> None:
    asked = {question.field.key for question in QUESTIONS}
    assert {field.key for field in MODULE if field.mandatory} - asked == {"okhv"}

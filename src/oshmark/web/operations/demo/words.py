# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the people of the demonstration say."""

from __future__ import annotations

import zlib
from decimal import Decimal
from typing import TYPE_CHECKING

from oshmark.certification.event_data.evaluation import Outcome

if TYPE_CHECKING:
    from oshmark.certification.criterion import Criterion

FURTHER = {
    "en": (
        "We wrote this down while we worked, and somebody who was not there has read it against the files.",
        "Every figure above stands in the table beside this text, with the day and with who took it.",
        "Where we are not sure we say so; the open points are listed in the tracker with a date.",
        "A reader who finds something missing can write to us, and the answer is public like the question.",
        "The drawing shows the same state as the version that we apply for, and nothing newer.",
        "What we buy is named with two sources, and what we make is drawn with its tolerances.",
        "Two of us have done this without the third, so it does not hang on one person.",
        "It took us longer than we thought, and the hours that we give are the real ones.",
        "We have left out what is common knowledge in the trade and named the book that has it.",
        "The pictures were taken in our own workshop on an ordinary working day.",
        "Somebody who wants to build it elsewhere finds the list of tools and what each is needed for.",
        "Nothing of it needs our permission, and nothing of it needs a program that has to be paid for.",
    ),
    "de": (
        "Wir haben das während der Arbeit aufgeschrieben, und jemand Unbeteiligtes hat es mit den Dateien verglichen.",
        "Die Zahlen stehen mit Datum in der Tabelle neben diesem Text.",
        "Was noch offen ist, steht mit einem Termin in der Liste der Aufgaben.",
        "Die Zeichnung zeigt denselben Stand wie die Fassung, um die es geht.",
    ),
}
REASONS = {
    Outcome.MET: (
        "It is all there, and the files say the same as the text.",
        "I followed the description step by step and had to guess nothing.",
        "The figures are plain, dated, and can be repeated by others.",
        "Clear, complete, and honest about what is missing.",
    ),
    Outcome.NOT_MET: (
        "The page that invites others asks them for a licence contract first. That is no invitation.",
        "Others may build it only after they have signed; the requirement says without asking.",
    ),
}
VERSION_NOTE = "Version 1.1 asks for the noise of the machine as well, which readers of version 1 have missed."


def statement(criterion: Criterion, language: str, turn: int) -> str:
    """What an applicant says to a criterion: its example, in as many words as are asked for."""
    further = FURTHER[language]
    said, at = [criterion.pass_example or further[0]], turn
    while len(" ".join(said).split()) < criterion.least_words:
        said.append(further[at % len(further)])
        at += 1
    return " ".join(said)


def reason(outcome: Outcome, turn: int) -> str:
    """Why an evaluator came to an outcome."""
    every = REASONS[outcome]
    return every[turn % len(every)]


def code_of(criterion: Criterion) -> str:
    """What a film about a criterion shows, so that it was made for this application. Nothing is left to chance here."""
    return f"heron-{zlib.crc32(criterion.id.encode()) % 9000 + 1000}"


def figure(criterion: Criterion) -> Decimal:
    """A number that is good enough, and not too good to be true."""
    bounds = criterion.measure
    if bounds is None:
        return Decimal("31.5")
    if bounds.at_most is not None:
        return bounds.at_most * Decimal("0.6")
    return Decimal("31.5") if bounds.at_least is None else bounds.at_least + 3

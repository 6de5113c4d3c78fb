# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be told from the text of a query, and of the engine's complaint about it, without running anything."""

from __future__ import annotations

import re
from typing import NamedTuple

from oshmark.ontology.terms import PREFIXES

_PROLOGUE = re.compile(
    r"""(?: \s++ | \#[^\r\n]*+ | BASE\s*+<[^<>]*+> | PREFIX\s*+[^\s:<>]*+:\s*+<[^<>]*+> )*+ (?P<word>[A-Za-z]++)""",
    re.VERBOSE | re.IGNORECASE,
)
_KINDS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_USED = re.compile(rf"(?<![\w.\-:?$])({'|'.join(PREFIXES)}):")
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\s*\(", re.IGNORECASE)
_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<rest>.*)", re.DOTALL)
_EXPECTED = re.compile(r'"((?:[^"\\]|\\.)+)"|(?:^|[ ,])([A-Z][A-Z]+)(?=,|$)')
_ONE_KEYWORD = re.compile(r"expected ([A-Z]+)")
_REASONS = {
    "Prefix not found": "A prefix is used there that is not declared. Declare it: PREFIX name: <address>.",
    "IRI parsing failed": "The address in angle brackets is none: it must be a whole one, and without spaces.",
    "variable that is unbound": "SELECT names a variable that has no value there: group by it, or take an aggregate.",
}
"""What the engine says, and what to do."""
SHOWN_EXPECTATIONS = 12


class Place(NamedTuple):
    """Where a query stops making sense: line and column from 1, and the text of the line."""

    line: int
    column: int
    text: str

    @property
    def before(self) -> str:
        """What of the line was understood, at most its last 60 characters."""
        return self.text[: self.column - 1][-60:]

    @property
    def after(self) -> str:
        """The rest of the line, at most 60 characters."""
        return self.text[self.column - 1 :][:60]


def makes_graph(query: str) -> bool:
    """Whether the answer is triples, and not rows or yes and no. The engine has the last word about it."""
    found = _PROLOGUE.match(query)
    return found is not None and found["word"].upper() in ("CONSTRUCT", "DESCRIBE")


def changes_by_itself(query: str) -> bool:
    """Whether two answers from the same data may differ, because the query asks for the time or for chance."""
    return _CHANGING.search(query) is not None


def with_prefixes(query: str) -> str:
    """The query after one line that declares those prefixes of ours that it uses.

    A declaration of its own comes later and wins, so it need not be looked for.
    """
    used = dict.fromkeys(_USED.findall(query))
    declared = " ".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in used)
    return f"{declared}\n{query}"


def explain(message: str, query: str) -> tuple[str, Place | None]:
    """The engine's complaint about `with_prefixes(query)`, said about `query`: message and place.

    Complaints without a place are handed back as they are.
    """
    found = _PLACE.search(message)
    if found is None:
        return message, None
    if (begin := _PROLOGUE.match(query)) is not None and begin["word"].upper() not in _KINDS:
        message = f"A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, and not with “{begin['word'][:40]}”."
        return message, _place_of(query, begin.start("word"))
    lines = query.split("\n")
    line = min(max(int(found["line"]) - 1, 1), len(lines))
    place = Place(line, _column(found["column"], found["rest"]), lines[line - 1].rstrip("\r"))
    where = f"This is not a SPARQL query: it stops making sense near line {place.line}, column {place.column}."
    return f"{where} {_reason(found['rest'])}", place


def _place_of(query: str, at: int) -> Place:
    before = query[:at]
    line = before.count("\n") + 1
    return Place(line, at - before.rfind("\n"), query.split("\n")[line - 1].rstrip("\r"))


def _column(column: str, rest: str) -> int:
    """The engine counts on over the keyword that it expected; people want to know where that should begin."""
    keyword = _ONE_KEYWORD.fullmatch(rest.strip().rstrip("."))
    return max(1, int(column) - (len(keyword[1]) if keyword else 0))


def _reason(rest: str) -> str:
    for phrase, reason in _REASONS.items():
        if phrase in rest:
            return reason
    expected = [symbol.replace('\\"', '"') or word for symbol, word in _EXPECTED.findall(rest)]
    if not expected:
        return "Look for a bracket, a dot or a keyword before it that is missing, misspelt or too many."
    more = " …" if len(expected) > SHOWN_EXPECTATIONS else ""
    return f"There could be: {' '.join(expected[:SHOWN_EXPECTATIONS])}{more}"

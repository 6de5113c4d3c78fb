# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a query may not be, seen by one linear scan before any parser touches it.

Too long, too deeply nested (the parser crashes near 2,200 open braces), a call to another server, or an update.
The scan knows strings, comments and IRIs. Where the grammar leaves open what `<` is, it takes the side of caution.
"""

from __future__ import annotations

import re

from oshmark.errors import QueryRefusedError

MAX_QUERY_BYTES = 1_000_000
MAX_DEPTH = 64

_UPDATES = frozenset(
    ("insert", "delete", "load", "clear", "drop", "create", "copy", "move", "add", "using", "with")
)  # SPARQL 1.1 Update, section 3; none of them is a word of a query
_TOKEN = re.compile(
    r"""
    (?P<comment> \#[^\r\n]* )
  | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<quote> \"{3} | '{3} | ["'] )
  | (?P<variable> [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)* | _:[\w.\-]* )
  | (?P<name> (?P<prefix> [^\W\d_][\w.\-]* )? : (?: [\w\-:.%]++ | \\. )*+ )
  | (?P<word> \w+ )
  | (?P<open> [{(\[] )
  | (?P<close> [})\]] )
    """,
    re.VERBOSE,
)
_STRING_END = {
    '"""': re.compile(r'(?:[^"\\]++|\\.|"(?!""))*+"""', re.DOTALL),
    "'''": re.compile(r"(?:[^'\\]++|\\.|'(?!''))*+'''", re.DOTALL),
    '"': re.compile(r'(?:[^"\\\r\n]++|\\.)*+"'),
    "'": re.compile(r"(?:[^'\\\r\n]++|\\.)*+'"),
}
"""The rest of a string, by what opened it. Possessive, so that a megabyte needs no stack."""


def check_query(text: str) -> None:
    """Raise `QueryRefusedError` for what may not be run."""
    if len(text.encode("utf-8", "replace")) > MAX_QUERY_BYTES:
        raise QueryRefusedError(f"The query is too long. Use at most {MAX_QUERY_BYTES:,} bytes.")
    depth = at = 0
    while (found := _TOKEN.search(text, at)) is not None:
        at = found.end()
        if (quote := found["quote"]) is not None:
            at = _after_string(text, quote, at)
        elif (iri := found["iri"]) is not None:
            # It may be a comparison, `?a<(1)&&2>1`, so what opens in it counts, and what closes does not.
            _check_depth(depth + iri.count("("))
        elif found["open"] is not None:
            depth += 1
            _check_depth(depth)
        elif found["close"] is not None:
            depth = max(0, depth - 1)
        else:
            _check_word(found["word"] or "", found["prefix"] or "")


def _check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise QueryRefusedError(f"The query is nested too deeply. Use at most {MAX_DEPTH} levels of brackets.")


def _check_word(word: str, prefix: str) -> None:
    # The parser needs no space before a keyword: `1SERVICE<…>` and `SERVICE:x` are calls as well.
    if "service" in word.lower() or "service" in prefix.lower():
        message = "SERVICE is not answered here: a query may not call other servers."
        raise QueryRefusedError(f"{message} Ask them one by one, or give a prefix of that name another one.")
    if word.lower() in _UPDATES:
        raise QueryRefusedError(f"{word.upper()} is not answered here: data can be read, not changed.")


def _after_string(text: str, quote: str, at: int) -> int:
    end = _STRING_END[quote].match(text, at)
    if end is None:
        line = text.count("\n", 0, at) + 1
        raise QueryRefusedError(f"A string that begins in line {line} does not end. Close it with {quote}.")
    return end.end()

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the S-expressions of KiCad: lists of lists and texts."""

from __future__ import annotations

import re
from typing import Any

TOKEN = re.compile(r'\s*(?:([()])|"((?:[^"\\]|\\.)*)"|([^\s()"]+))')


def parse(text: str) -> list[Any]:
    """The one expression of a file; every bracket must be closed, and nothing may follow."""
    stack: list[list[Any]] = [[]]
    end = 0
    while match := TOKEN.match(text, end):
        bracket, quoted, bare = match.groups()
        if bracket == "(":
            stack.append([])
        elif bracket == ")":
            closed = stack.pop()
            stack[-1].append(closed)
        else:
            stack[-1].append(quoted if bare is None else bare)
        end = match.end()
    assert text[end:].strip() == ""
    ((expression,),) = stack
    assert isinstance(expression, list)
    return expression


def every(expression: list[Any], name: str) -> list[list[Any]]:
    """The lists directly inside that start with a name."""
    return [child for child in expression if isinstance(child, list) and child[:1] == [name]]


def one(expression: list[Any], name: str) -> list[Any]:
    """What follows the name in the only such list."""
    ((_, *rest),) = every(expression, name)
    return rest


def numbers(expression: list[Any], name: str) -> tuple[float, ...]:
    """The numbers that follow the name."""
    return tuple(float(text) for text in one(expression, name))

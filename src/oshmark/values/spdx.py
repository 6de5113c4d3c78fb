# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Licence expressions after annex D of SPDX 2.3: ids, `+`, `WITH`, `AND`, `OR`, parentheses.

The parser knows the grammar and no licence: what an operand means is asked of a function. Operators are read in any
case, because makers write them so. Size and depth are bounded; the work is linear in the length.
https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

MAX_LENGTH = 1000
MAX_DEPTH = 16


class Leaf(msgspec.Struct, frozen=True):
    """One licence: its id, whether later versions are meant too (`+`), and the exception that comes `WITH` it."""

    id: str
    later: bool = False
    exception: str | None = None


class Group(msgspec.Struct, frozen=True):
    """Two or more joined by one operator; a part never has the operator of its group."""

    operator: Literal["AND", "OR"]
    parts: tuple[Node, ...]


Node = Leaf | Group
Resolve = Callable[[str], "Leaf | None"]


class _NotAnExpressionError(Exception):
    """The text does not follow the grammar, or holds an operand that nobody knows."""


def parse(text: str, *, licence: Resolve, exception: Callable[[str], str | None]) -> Node | None:
    """The expression that a text is, or `None` where it is none. `licence` is asked for each operand, with the `+` that
    may end it, and `exception` for what follows `WITH`; both say `None` to what they do not know."""
    if len(text) > MAX_LENGTH:
        return None
    parser = _Parser(text.replace("(", " ( ").replace(")", " ) ").split(), licence, exception)
    try:
        return parser.whole()
    except _NotAnExpressionError:
        return None


class _Parser:
    """A reader of tokens by recursive descent; it is used once."""

    def __init__(self, tokens: list[str], licence: Resolve, exception: Callable[[str], str | None]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.licence = licence
        self.exception = exception

    def whole(self) -> Node:
        node = self.alternatives()
        if self.at < len(self.tokens):
            raise _NotAnExpressionError
        return node

    def alternatives(self) -> Node:
        parts = [self.conjunction()]
        while self.takes("OR"):
            parts.append(self.conjunction())
        return joined("OR", parts)

    def conjunction(self) -> Node:
        parts = [self.operand()]
        while self.takes("AND"):
            parts.append(self.operand())
        return joined("AND", parts)

    def operand(self) -> Node:
        if not self.takes("("):
            return self.leaf()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _NotAnExpressionError
        node = self.alternatives()
        self.depth -= 1
        if not self.takes(")"):
            raise _NotAnExpressionError
        return node

    def leaf(self) -> Leaf:
        leaf = self.licence(self.word())
        if leaf is None:
            raise _NotAnExpressionError
        if not self.takes("WITH"):
            return leaf
        exception = self.exception(self.word())
        if exception is None or leaf.exception is not None:
            raise _NotAnExpressionError
        return Leaf(leaf.id, leaf.later, exception)

    def takes(self, token: str) -> bool:
        found = self.at < len(self.tokens) and self.tokens[self.at].upper() == token
        self.at += found
        return found

    def word(self) -> str:
        if self.at == len(self.tokens) or self.tokens[self.at].upper() in {"AND", "OR", "WITH", "(", ")"}:
            raise _NotAnExpressionError
        self.at += 1
        return self.tokens[self.at - 1]


def joined(operator: Literal["AND", "OR"], parts: list[Node]) -> Node:
    """The parts under one operator, nested groups of the same operator made flat; a single part is itself."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Group) and part.operator == operator else (part,))
    return flat[0] if len(flat) == 1 else Group(operator, tuple(flat))


def or_later(leaf: Leaf) -> Leaf | None:
    """The licence or any later version of it, as SPDX writes it: GNU licences have ids of their own for that."""
    if leaf.id.startswith("LicenseRef-") or leaf.id.startswith("DocumentRef-") or leaf.exception is not None:
        return None
    if leaf.id.endswith("-or-later"):
        return leaf
    if leaf.id.endswith("-only"):
        return Leaf(leaf.id.removesuffix("only") + "or-later")
    return Leaf(leaf.id, later=True)


def render(node: Node) -> str:
    """The expression as text, with no more parentheses than it needs."""
    if isinstance(node, Leaf):
        return node.id + ("+" if node.later else "") + (f" WITH {node.exception}" if node.exception else "")
    texts = [
        f"({render(part)})" if node.operator == "AND" and isinstance(part, Group) else render(part)
        for part in node.parts
    ]
    return f" {node.operator} ".join(texts)


def leaves(node: Node) -> Iterator[Leaf]:
    """Every licence of an expression, in its order."""
    if isinstance(node, Leaf):
        yield node
    else:
        for part in node.parts:
            yield from leaves(part)


def is_idstring(text: str) -> bool:
    """Whether a text may stand after `LicenseRef-`: ASCII letters, digits, `-` and `.`, and at least one."""
    return text.isascii() and text.replace("-", "").replace(".", "").isalnum()

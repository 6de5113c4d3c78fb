# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Something that modules share, as its page and its data need it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.library.record import SearchRecord
from oshmark.library.subject_rdf import Member
from oshmark.ontology.graph import Graph, Term
from oshmark.web import wiring

if TYPE_CHECKING:
    from oshmark.adapters.published.search import Records


class Subject(msgspec.Struct, frozen=True):
    """A licence, a process, a language, a person or organisation.

    `facet` and `value` find its modules in the search. `graph` makes from the full address of the page the graph of the
    thing itself; `term` is what releases name in graphs, and `members` says for records what the thing is to them.
    """

    address: str
    name: str
    facet: str
    value: str
    template: str
    context: dict[str, Any]
    data: dict[str, Any]
    graph: Callable[[str], Graph]
    term: Term
    members: Callable[[Sequence[SearchRecord]], list[Member]]


def related_by(predicate: Term) -> Callable[[Sequence[SearchRecord]], list[Member]]:
    """Members that have all the same relation to a subject."""
    return lambda records: [member_of(record, (predicate,)) for record in records]


def member_of(record: SearchRecord, predicates: tuple[Term, ...]) -> Member:
    """A record as a member."""
    return Member(record.address, record.module, record.name, record.version, predicates)


def published(facet: str, value: str, *, page: int = 1, size: int = 1) -> Records:
    """Modules of the current generation that have a value."""
    return wiring.searcher().records({facet: [value]}, page=page, size=size)


def occurs(facet: str, value: str) -> bool:
    """Whether a module of the current generation has the value."""
    return published(facet, value).total > 0

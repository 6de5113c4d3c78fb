# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that a release names, in the state that is meant: where they are, and when they were there; and these as
triples."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from oshmark.ontology.graph import date_time, iri, literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.ontology.graph import Graph

DEAD = 400
"""From this status on a host says that it does not give the file."""


class FileState(msgspec.Struct, frozen=True):
    """One file. `path` is its path in the repository, `perma_url` its address in exactly this state, `listed_at` when
    the platform listed it, `requested_at` when we last asked for it, with `status` (0 where the host gave no answer, or
    was not asked), and `seen_at` when it was last there."""

    path: str
    perma_url: str
    listed_at: datetime | None = None
    requested_at: datetime | None = None
    seen_at: datetime | None = None
    status: int = 0

    @property
    def dead(self) -> bool:
        """Whether the host said, when it was last asked, that it does not give the file."""
        return self.status >= DEAD


def add_file_states(graph: Graph, files: Sequence[FileState]) -> None:
    """Say of each file of a release where it is in this state, and when it was there.

    This is for the data forms of a release only, which are made when somebody asks. A published generation is made from
    events and manifests alone, so that one made from nothing equals one that was continued: what the ledger says moves
    without an event, and has no place in it.
    """
    known = {literal(file.path): file for file in files}
    named = [(one, known[path]) for one, term, path in graph.triples if term == "okh:relativePath" and path in known]
    said = set(graph.triples)
    for node, file in named:
        triple = (node, "okh:url", iri(file.perma_url))
        if triple not in said:
            graph.add(*triple)
        for term, at in (
            ("oshmark:listed", file.listed_at),
            ("oshmark:lastRequested", file.requested_at),
            ("oshmark:lastSeen", file.seen_at),
        ):
            if at is not None:
                graph.add(node, term, date_time(at.isoformat()))

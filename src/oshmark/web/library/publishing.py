# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the tables of the library to a published generation: search index, graphs and dumps."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings

from oshmark.adapters.published.dumps import read_members
from oshmark.adapters.published.generation import Generation, current
from oshmark.adapters.published.publish import Entry, publish
from oshmark.errors import FullRebuildNeededError, StateError
from oshmark.library.admission import Candidate
from oshmark.library.credits import after_merges, credits_of
from oshmark.library.payload import Payloads, Provenance
from oshmark.library.record_of import record_of
from oshmark.library.release_rdf import NOTHING_MERGED, release_graph
from oshmark.manifest.read import read
from oshmark.ontology.conformance import misfits, sentence
from oshmark.ontology.write import to_nquads
from oshmark.values.iri import ModuleId
from oshmark.web import wiring
from oshmark.web.audit.actions import position
from oshmark.web.library.actions import allowed_licences
from oshmark.web.library.beside import published_beside
from oshmark.web.library.merging import merged_agents
from oshmark.web.library.models import Release
from oshmark.web.library.queries import is_listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from oshmark.ontology.graph import Graph


class Publisher(msgspec.Struct, frozen=True):
    """What publishing needs: where generations and payloads lie, under which address the instance speaks, and for how
    long a generation is kept after the next one has come."""

    root: Path
    payloads: Payloads
    site: str
    mail_key: bytes
    keep_for: timedelta = timedelta(days=30)


def publisher() -> Publisher:
    """What publishes this instance."""
    return Publisher(
        root=settings.PUBLISHED,
        payloads=wiring.payloads(),
        site=settings.BASE_URL,
        mail_key=wiring.mail_key(),
        keep_for=settings.KEEP_GENERATIONS,
    )


def publish_library(publisher: Publisher, *, now: datetime, full: bool = False) -> Generation:
    """Publish what has changed since the current generation; everything when there is none, or `full`.

    A generation that cannot be continued (an older format, damaged files, made from a longer log or for another
    address) is replaced by a full one.
    """
    at = position()
    before = None if full else _continuable(publisher, at)
    if before is not None and before.position == at:
        return before
    if before is not None:
        try:
            return _publish_changes(publisher, before, at, now)
        except FullRebuildNeededError:
            pass
    admitted = Release.objects.filter(state=Release.ADMITTED)
    entries = chain(_entries(publisher, admitted), _entries_beside(publisher))
    return publish(publisher.root, put=entries, full=True, position=at, now=now, keep_for=publisher.keep_for)


def _continuable(publisher: Publisher, at: int) -> Generation | None:
    try:
        generation = current(publisher.root)
        # A generation that is ahead of the log was made before the log was restored from a backup.
        if generation is None or generation.position > at or not _names_by(generation, publisher.site):
            return None
    except StateError:
        return None
    return generation


def _names_by(generation: Generation, site: str) -> bool:
    """Whether the generation names its graphs under the address of the instance, which may have moved since."""
    for shard, content in generation.description.shards.items():
        for member in read_members(generation.path, shard, content).values():
            return member.graph.startswith(f"{site}/")
    return True


def _publish_changes(publisher: Publisher, before: Generation, at: int, now: datetime) -> Generation:
    touched = Release.objects.filter(touched__gt=before.position)
    removed = touched.exclude(state=Release.ADMITTED).values_list("address", flat=True)
    changed = _entries(publisher, touched.filter(state=Release.ADMITTED))
    beside = dict(published_beside(publisher.site, publisher.payloads, before.position))
    gone = [*removed, *(address for address, graph in beside.items() if graph is None)]
    entries = chain(changed, (_beside(address, graph) for address, graph in beside.items() if graph is not None))
    return publish(publisher.root, put=entries, removed=gone, position=at, now=now, keep_for=publisher.keep_for)


def _entries_beside(publisher: Publisher) -> Iterator[Entry]:
    """The entries of everything that is published beside releases."""
    for address, graph in published_beside(publisher.site, publisher.payloads, None):
        if graph is not None:
            yield _beside(address, graph)


def _beside(address: str, graph: Graph) -> Entry:
    """The search knows nothing of it: it finds the release."""
    return Entry(address=address, graph=graph.document, nquads=to_nquads(graph).encode(), record=None)


def _entries(publisher: Publisher, releases: QuerySet[Release]) -> Iterator[Entry]:
    """The entries of releases, made one by one, so that memory stays flat."""
    allowed, merged = allowed_licences(), merged_agents()
    for release in releases.select_related("module").order_by("pk").iterator(chunk_size=500):
        yield entry_of(publisher, release, allowed, merged)


def entry_of(
    publisher: Publisher, release: Release, allowed: frozenset[str], merged: Mapping[str, str] = NOTHING_MERGED
) -> Entry:
    """What is published of one release."""
    provenance = msgspec.json.decode(release.provenance, type=Provenance)
    raw = publisher.payloads.get(release.digest)
    reading = read(raw, name=provenance.name, folder=provenance.home, allowed_licences=allowed)
    module = ModuleId(release.module.host, release.module.path, release.module.folder)
    candidate = Candidate(module, release.version, release.name)
    graph = release_graph(
        reading,
        candidate,
        provenance,
        digest=release.digest,
        site=publisher.site,
        mail_key=publisher.mail_key,
        merged=merged,
    )
    agents = (after_merges(credit.agent, merged) for credit in credits_of(reading.manifest, publisher.mail_key))
    changed = int(release.decided_at.timestamp())
    listed = release.latest and is_listed(release.module)
    return Entry(
        address=release.address,
        graph=graph.document,
        nquads=to_nquads(graph).encode(),
        misfits=tuple(sorted({sentence(one) for one in misfits(graph)})),
        record=record_of(reading, candidate, changed=changed, latest=listed, agents=agents),
    )

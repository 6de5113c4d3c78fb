# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What pages and data say of the dataset, from the generations on the disk and the record of those that are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from oshmark.adapters.published import history
from oshmark.adapters.published.dumps import read_members
from oshmark.adapters.published.generation import generation_name, numbers
from oshmark.adapters.published.partitions import read_partitions
from oshmark.adapters.published.retention import kept_until
from oshmark.errors import FullRebuildNeededError
from oshmark.library import dataset
from oshmark.library.dataset import Dump, Instance, Version
from oshmark.web import wiring

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from oshmark.adapters.published.history import Published


def version(root: Path, number: int) -> Version | None:
    """A generation that lies there, as the library describes it."""
    found = history.published(root, number)
    if found is None:
        return None
    there = numbers(root)
    folder = root / generation_name(number)
    counted = read_partitions(folder)
    return Version(
        number=number,
        position=found.position,
        made_at=found.made_at,
        documents=found.counts.entries,
        labels=found.counts.labels,
        modules=found.counts.records,
        statements=found.counts.quads,
        digest=found.digest,
        dumps=dumps(found),
        properties={} if counted is None else counted.properties,
        classes={} if counted is None else counted.classes,
        entities=None if counted is None else counted.entities,
        example=_example(folder, found),
        previous=max((other for other in there if other < number), default=None),
        following=min((other for other in there if other > number), default=None),
    )


def dumps(found: Published) -> tuple[Dump, ...]:
    """The files of a generation, in the order of their names."""
    shards = sorted(found.shards.items())
    return tuple(Dump(f"{n}.nq", s.quads, found.sizes[f"dumps/{n}.nq"], s.dump_sha256) for n, s in shards)


def _example(folder: Path, found: Published) -> str:
    """The address of the first release that the search finds; empty where there is none, or the table is damaged."""
    for name, shard in sorted(found.shards.items()):
        if shard.records:
            try:
                members = read_members(folder, name, shard)
            except FullRebuildNeededError:
                return ""
            return min(member.address for member in members.values() if member.searched)
    return ""


def ends(root: Path) -> dict[int, datetime | None]:
    """Until when each generation is kept that lies there; None for the newest, whose time has not begun."""
    made = history.made_at(root)
    return {number: kept_until(made, number, settings.KEEP_GENERATIONS) for number in made}


def version_data(instance: Instance, one: Version, end: datetime | None) -> dict[str, Any]:
    """A generation as plain data for JSON."""
    return {
        "address": dataset.version_address(instance.site, one.number),
        "generation": one.number,
        "published_at": one.made_at.isoformat(),
        "up_to_event": one.position,
        "releases": one.releases,
        "labels": one.labels,
        "modules": one.modules,
        "statements": one.statements,
        "digest": f"sha256:{one.digest}",
        "citation": dataset.citation(instance, one),
        "previous": one.previous,
        "following": one.following,
        "kept_until": None if end is None else end.isoformat(),
        "dumps": [
            {
                "address": dataset.dump_address(instance.site, one.number, dump),
                "bytes": dump.size,
                "statements": dump.statements,
                "sha256": dump.sha256,
            }
            for dump in one.dumps
        ],
        "things_by_class": one.classes,
        "statements_by_property": one.properties,
    }


def dataset_data(instance: Instance, one: Version | None) -> dict[str, Any]:
    """The dataset as plain data for JSON: its generations, and the current one in full."""
    until = ends(settings.PUBLISHED)
    return {
        "address": f"{instance.site}/data",
        "title": dataset.title(instance),
        "description": dataset.DESCRIPTION,
        "rights": dataset.RIGHTS,
        "publisher": instance.name,
        "sparql_endpoint": f"{instance.site}/sparql",
        "current": None if one is None else version_data(instance, one, until.get(one.number)),
        "generations": [
            {
                "generation": number,
                "address": dataset.version_address(instance.site, number),
                "kept_until": None if end is None else end.isoformat(),
            }
            for number, end in until.items()
        ],
    }


def current_version() -> Version | None:
    """The generation that is current; None before the first."""
    number = wiring.generation()
    return version(settings.PUBLISHED, number) if number else None

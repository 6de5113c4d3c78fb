# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of a generation does not fit the shapes, as it was seen when it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.adapters.published.dumps import read_members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.adapters.published.generation import Generation


def misfits(generation: Generation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Address and sentences of each entry that has any, shard by shard."""
    for shard, content in generation.description.shards.items():
        if content.misfits:
            members = read_members(generation.path, shard, content)
            yield from ((address, member.misfits) for address, member in members.items() if member.misfits)

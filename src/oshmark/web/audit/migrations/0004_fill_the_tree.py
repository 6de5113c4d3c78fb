# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Put the events that are there already into the tree."""

from itertools import islice
from typing import Any

from django.db import migrations

from oshmark.credential.merkle import leaf_hash
from oshmark.credential.tiles import extended

CHUNK = 65_536


def fill(apps: Any, schema_editor: object) -> None:  # noqa: ANN401  Django hands in models of that time
    del schema_editor
    event, tile = apps.get_model("audit", "Event"), apps.get_model("audit", "Tile")
    hashes = event.objects.order_by("number").values_list("hash", flat=True).iterator(chunk_size=10_000)
    size = 0

    def read(level: int, index: int) -> bytes:
        row = tile.objects.filter(place=(level << 48) | index).first()
        return b"" if row is None else bytes(row.hashes)

    while leaves := [leaf_hash(bytes.fromhex(one)) for one in islice(hashes, CHUNK)]:
        for (level, index), content in extended(size, leaves, read).items():
            tile.objects.update_or_create(place=(level << 48) | index, defaults={"hashes": content})
        size += len(leaves)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_tree_and_personal_parts"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

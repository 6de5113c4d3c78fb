# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a backup is: a tar, packed by gzip, of plain files under a closed list of names.

```
oshmark-backup.json       what it is: version, time, address, kind of database
oshmark.sqlite3           the database; or database.pgdump, where a server has it
payloads/payloads.sqlite3, pictures/pictures.sqlite3, published/history/N.json
archive/ab/<sha256>, evidence/ab/<sha256>
sha256sums                the digest of each file before it, in the same order
keys.sealed               the secrets of the instance, sealed, and bound to the digests (see `sealing`)
```

Every name but the first and the last two is a path below the home folder. The digests come at the end, so that a backup
is written in one go, and one that broke off has none.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

import msgspec

from oshmark.errors import OshmarkError

FORMAT: Final = 1
HEAD: Final = "oshmark-backup.json"
SUMS: Final = "sha256sums"
KEYS: Final = "keys.sealed"
DATABASE: Final = "oshmark.sqlite3"
DUMP: Final = "database.pgdump"
PAYLOADS: Final = "payloads/payloads.sqlite3"
PICTURES: Final = "pictures/pictures.sqlite3"
MAX_SMALL = 1_000_000
"""Bytes that a head or sealed keys may have."""
BLOCK = 512
PIECE = 256 * 1024
_PLACES = re.compile(
    r"oshmark\.sqlite3|database\.pgdump|payloads/payloads\.sqlite3|pictures/pictures\.sqlite3"
    r"|published/history/[0-9]{1,9}\.json|(?:archive|evidence)/(?P<two>[0-9a-f]{2})/(?P=two)[0-9a-f]{62}",
    re.ASCII,
)


class BackupError(OshmarkError):
    """A file is no backup, or not a whole one, or holds what no backup does."""


class Head(msgspec.Struct, frozen=True):
    """What a backup is. `site` is the address of the instance, `position` the number of its last event, `left_out`
    names what was left out on purpose: `keys`, `pictures`."""

    format: int
    oshmark: str
    made_at: datetime
    site: str
    database: str
    position: int
    left_out: tuple[str, ...] = ()

    @property
    def has_server(self) -> bool:
        """Whether the database is that of a server."""
        return self.database == "postgresql"


def is_place(name: str) -> bool:
    """Whether a file of a backup may have this name, which is then a path below the home folder."""
    return _PLACES.fullmatch(name) is not None


def named_digest(name: str) -> str | None:
    """The digest that a file is named by; `None` for those with other names."""
    last = name.rpartition("/")[2]
    return last if name.startswith(("archive/", "evidence/")) else None


def read_head(raw: bytes) -> Head:
    """The head of a backup. Raises `BackupError` for another thing, or one of a later form."""
    try:
        head = msgspec.json.decode(raw, type=Head)
    except msgspec.DecodeError as exc:
        raise BackupError("The file is no backup of oshmark: its head cannot be read.") from exc
    if head.format != FORMAT:
        raise BackupError(
            f"The backup is of form {head.format}, and this version of oshmark reads form {FORMAT}. "
            f"Use the version that has written it, {head.oshmark[:40]}, or a later one."
        )
    return head

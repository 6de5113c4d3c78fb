# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies in files: payloads, archived files, evidence, the published generation. Of many a few are looked at, other
ones each time, or all of them where that is asked for."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings

from oshmark.adapters.published.dumps import read_lines
from oshmark.adapters.published.generation import current
from oshmark.errors import OshmarkError, StateError
from oshmark.web import wiring
from oshmark.web.archive.models import ArchivedFile
from oshmark.web.audit.actions import position
from oshmark.web.certification.memory import memory
from oshmark.web.labels.models import Label
from oshmark.web.library.models import Release
from oshmark.web.operations.doctor.line import Line, ok, warn, wrong
from oshmark.web.workplaces.models import Upload

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from oshmark.adapters.archive import Archive

SAMPLE = 200
SHARDS = 8
SHOWN = 10
BEHIND = 1_000
"""Events that a generation may lack before somebody should look at who publishes."""
_BACKUP = "Bring them back from a backup: unpack it, and copy the files to their places."
T = TypeVar("T")


def look(*, everything: bool) -> Iterator[Line]:
    """All of it."""
    yield from payloads(everything=everything)
    yield from files("archive", wiring.archive(), _archived(), everything=everything)
    yield from files("evidence", wiring.evidence(), _handed_in(), everything=everything)
    yield generation(everything=everything)


def some(found: Collection[T], most: int, *, everything: bool) -> list[T]:
    """All of them, or as many by chance."""
    listed = list(found)
    return listed if everything or len(listed) <= most else random.sample(listed, most)


def payloads(*, everything: bool) -> Iterator[Line]:
    """Whether the manifests, declarations and schemes that the log speaks of can be read."""
    wanted = _payload_digests()
    bad = []
    for digest in some(wanted, SAMPLE, everything=everything):
        try:
            wiring.payloads().get(digest)
        except StateError as error:
            bad.append(str(error))
    yield from (wrong("payloads", one, _BACKUP) for one in bad[:SHOWN])
    if not bad:
        yield ok("payloads", f"Manifests and texts: {_looked(len(wanted), SAMPLE, everything=everything)} can be read.")


def _payload_digests() -> list[str]:
    found = set(Release.objects.exclude(state=Release.WITHDRAWN).values_list("digest", flat=True))
    for declaration, bill in Label.objects.values_list("declaration", "bill"):
        found |= {declaration, bill}
    found |= {one.digest.removeprefix("sha256:") for one in memory().replay.register.versions.values()}
    return sorted(found - {""})


def _archived() -> set[str]:
    return set(ArchivedFile.objects.exclude(sha256="").values_list("sha256", flat=True))


def _handed_in() -> set[str]:
    return set(Upload.objects.values_list("sha256", flat=True))


def files(check: str, archive: Archive, wanted: set[str], *, everything: bool) -> Iterator[Line]:
    """Whether files are there, and still have the bytes that their names say."""
    missing = {digest for digest in wanted if archive.size(digest) is None}
    there = sorted(wanted - missing)
    damaged = [digest for digest in some(there, SAMPLE, everything=everything) if not archive.is_whole(digest)]
    yield from (wrong(check, f"File {digest} is missing.", _BACKUP) for digest in sorted(missing)[:SHOWN])
    yield from (wrong(check, f"File {digest} is damaged.", _BACKUP) for digest in damaged[:SHOWN])
    if not missing and not damaged:
        yield ok(check, f"{len(wanted)} files are there, {_looked(len(wanted), SAMPLE, everything=everything)} whole.")


def _looked(count: int, most: int, *, everything: bool) -> str:
    return f"all {count}" if everything or count <= most else f"{most} of {count}, by chance,"


def generation(*, everything: bool) -> Line:
    """Whether what is published is complete, and not long out of date."""
    full = "oshmark library publish"
    try:
        found = current(settings.PUBLISHED)
        if found is None:
            return warn("generation", "Nothing has been published yet.", full)
        shards = found.description.shards
        for shard in some(sorted(shards), SHARDS, everything=everything):
            read_lines(found.path, shard, shards[shard])
    except OshmarkError as error:
        return wrong("generation", str(error), f"{full} --full")
    behind = position() - found.position
    says = f"Generation {found.number} is complete, up to event {found.position}."
    if behind < 0:
        return wrong("generation", f"Generation {found.number} is ahead of the log.", full)
    return warn("generation", f"{says} {behind} came since.", full) if behind > BEHIND else ok("generation", says)

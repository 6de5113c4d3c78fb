# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Archiving what somebody names at the command line: a release, or the module whose latest one is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from oshmark.adapters import clock
from oshmark.errors import RefusedError
from oshmark.library.identity import module_of
from oshmark.library.withdrawal import MODULES
from oshmark.values.iri import read_target
from oshmark.web import wiring
from oshmark.web.archive import files as archived
from oshmark.web.library.archiving import Archived, archive_from_folder, archive_release
from oshmark.web.library.models import Release

if TYPE_CHECKING:
    from pathlib import Path


def archive(written: str, folder: Path | None, *, everything: bool) -> Archived:
    """Archive the release that is meant, from a folder of this machine or from where it is."""
    address, now = release_meant(written), clock.now()
    archived.tidy(now)
    if folder is not None:
        if not folder.is_dir():
            raise RefusedError(f"{folder} is no folder.")
        return archive_from_folder(address, folder, now, everything=everything)
    client = wiring.fetcher()
    try:
        return archive_release(address, wiring.asked_by(client), now, everything=everything)
    finally:
        client.close()


def release_meant(written: str) -> str:
    """The address of the admitted release that somebody means who writes its address, or that of its module or
    repository. Raises `RefusedError` where there is none."""
    text = written.strip().removeprefix(settings.BASE_URL)
    target = read_target(text.removeprefix(MODULES)) if text.startswith(MODULES) else None
    module = target.module if target is not None else module_of(text)
    admitted = Release.objects.filter(state=Release.ADMITTED)
    if module is not None and target is not None and target.version is not None:
        found = admitted.filter(address=module.release(target.version)).first()
    else:
        found = None if module is None else admitted.filter(module__address=module.address, latest=True).first()
    if found is None:
        message = f"The library has no admitted release at “{written[:200]}”."
        raise RefusedError(f"{message} Write it like https://github.com/maker/printer or /m/…/-/v/1.0.")
    return found.address

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log of a body, exported and read into an empty instance, makes an equal registry: every public page and file of
it, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from oshmark.web import warm, wiring
from oshmark.web.audit import models, tree
from oshmark.web.audit.actions import read_log
from oshmark.web.audit.checkpoints import sign_checkpoint
from oshmark.web.audit.exporting import export_log, import_log
from oshmark.web.audit.personal import erase
from oshmark.web.certification import memory as memories
from oshmark.web.certification.models import Case, CertificateRow
from oshmark.web.log.rooms import ROOMS, rebuild_all, wrong_tables
from tests.certification.story import tell
from tests.certification.world import ORGANISATION
from tests.web.certification.test_registry import everywhere

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from tests.web.certification.registry_world import Registry

LOG = ("/log/entries", "/log/checkpoint", "/log/keys", "/log/proof/consistency?old=5", "/log/proof/inclusion?number=7")
TABLES = (Case, CertificateRow)


def public(world: Registry) -> dict[str, bytes]:
    """What anybody can get: registry, files, feeds, log."""
    pages = {path: text.encode() for path, text in everywhere(world).items()}
    return pages | {path: b"".join(Client().get(path)) for path in LOG}


def rows() -> list[list[tuple[object, ...]]]:
    return [list(table.objects.order_by("pk").values_list()) for table in TABLES]


def start_anew() -> None:
    """An instance in which nothing has ever happened."""
    for room in ROOMS:
        for table in room.tables:
            table._default_manager.all().delete()
    for model in (models.Checkpoint, models.PersonalPart, models.Tile, models.Event):
        model.objects.all().delete()
    memories.forget()
    warm.forget()


@pytest.fixture
def told(registry: Registry) -> Registry:
    """Everything has happened, and somebody was erased."""
    tell(registry)
    erase("dora", reason="They asked for it.", actor="jo", now=registry.now)
    sign_checkpoint(now=registry.now)
    return registry


def test_every_public_page_and_file_is_the_same_byte_for_byte(told: Registry) -> None:
    before, tables, log = public(told), rows(), list(read_log())
    lines = list(export_log(with_personal=True, now=told.now))
    start_anew()
    assert public(told) != before
    import_log(lines, now=told.now)
    rebuild_all()
    assert list(read_log()) == log
    assert rows() == tables
    assert len(before) > 40
    assert [path for path, content in public(told).items() if content != before[path]] == []
    assert list(export_log(with_personal=True, now=told.now)) == lines
    assert wrong_tables() == [] == tree.wrong_tiles()


def test_the_log_alone_makes_the_same_lists(told: Registry, settings: Settings, tmp_path: Path) -> None:
    """Even where nothing else came along: no text of a scheme, no personal part."""
    tables = rows()
    shown = public(told)
    lines = list(export_log(with_personal=False, now=told.now))
    start_anew()
    settings.PAYLOADS = tmp_path / "other payloads"
    wiring.forget()
    import_log(lines, now=told.now)
    rebuild_all()
    assert rows() == tables
    again = public(told)
    assert [path for path in LOG if again[path] != shown[path]] == []
    assert "Kestrel Works" not in again[f"/parties/{ORGANISATION}"].decode()

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The doctor finds each thing that can be wrong, and says what helps."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.web import wiring
from oshmark.web.archive.models import ArchivedFile
from oshmark.web.audit.checkpoints import sign_checkpoint
from oshmark.web.audit.models import Event
from oshmark.web.jobs.models import Job
from oshmark.web.library.models import Release
from oshmark.web.operations import happenings
from oshmark.web.operations.doctor import configured, examining, machine, running
from oshmark.web.operations.doctor.examining import examine
from oshmark.web.operations.doctor.line import Level, Line
from tests.web.labels.labelled import Labelled
from tests.web.library_of import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library


@pytest.fixture
def healthy(library: Library, settings: Settings, tmp_path: Path) -> Library:
    """An instance of which nothing is wrong."""
    settings.HOME = tmp_path
    settings.LOG_KEYS = tmp_path / "log-keys.json"
    settings.BASE_URL = "http://127.0.0.1:8000"
    settings.SECRET_KEY = "long" * 10
    Labelled(library)
    library.publish()
    sign_checkpoint(now=NOW)
    happenings.note(happenings.TICK, NOW)
    happenings.note(happenings.BACKUP, NOW)
    return library


def found(**how: bool) -> dict[str, Line]:
    """The worst line of each check."""
    order = list(Level)
    lines = sorted(examine(NOW, **how), key=lambda line: order.index(line.level))
    return {line.check: line for line in lines}


def bad(**how: bool) -> dict[str, Level]:
    return {check: line.level for check, line in found(**how).items() if line.level is not Level.OK}


def test_of_a_healthy_instance_nothing_is_wrong(healthy: Library) -> None:
    lines = found(everything=True)
    assert bad() == {}
    assert set(lines) == {
        *("python", "engine", "home", "disk", "debug", "hosts", "secret", "https", "mail", "demo", "contact"),
        *("migrations", "clock", "tick", "workers", "queue", "backup", "certificates", "database", "log", "keys"),
        *("tables", "payloads", "archive", "evidence", "generation"),
    }
    assert lines["archive"].says == "3 files are there, all 3 whole."


def test_a_quick_look_leaves_out_what_takes_long(healthy: Library) -> None:
    Release.objects.update(name="Another")
    assert bad(quick=True) == {}
    assert bad()["tables"] is Level.WRONG


def keys_for_all(settings: Any) -> None:
    settings.LOG_KEYS.chmod(0o644)


def home_for_all(settings: Any) -> None:
    settings.HOME.chmod(0o777)


def no_keys(settings: Any) -> None:
    settings.LOG_KEYS.unlink()


def no_payloads(settings: Any) -> None:
    digest = Release.objects.values_list("digest", flat=True)[0]
    wiring.payloads().remove_many([digest])


def no_file(settings: Any) -> None:
    wiring.archive().remove(ArchivedFile.objects.exclude(sha256="")[0].sha256)


def damaged_file(settings: Any) -> None:
    digest = ArchivedFile.objects.exclude(sha256="")[0].sha256
    (settings.ARCHIVE / digest[:2] / digest).write_bytes(b"other")


def damaged_dump(settings: Any) -> None:
    dump = next(settings.PUBLISHED.glob("gen-*/dumps/*.nq"))
    content = dump.read_bytes()
    dump.write_bytes(content[:-2] + b"!\n")


def missing_dump(settings: Any) -> None:
    next(settings.PUBLISHED.glob("gen-*/dumps/*.nq")).unlink()


def changed_event(settings: Any) -> None:
    Event.objects.filter(number=1).update(actor="somebody else")


def event_to_come(settings: Any) -> None:
    last = Event.objects.order_by("-number").values_list("number", flat=True)[0]
    Event.objects.filter(number=last).update(at=NOW + timedelta(days=1))


def broken_upgrade(settings: Any) -> None:
    (settings.HOME / "before-upgrade").mkdir()


@pytest.mark.parametrize(
    ("spoil", "check"),
    [
        (keys_for_all, "home"),
        (home_for_all, "home"),
        (no_keys, "keys"),
        (no_payloads, "payloads"),
        (no_file, "archive"),
        (damaged_file, "archive"),
        (damaged_dump, "generation"),
        (missing_dump, "generation"),
        (changed_event, "log"),
        (event_to_come, "clock"),
        (broken_upgrade, "upgrade"),
    ],
)
def test_what_is_wrong_is_named_with_what_helps(
    healthy: Library, settings: Settings, spoil: Callable[[Any], None], check: str
) -> None:
    spoil(settings)
    line = found(everything=True)[check]
    assert line.level is Level.WRONG
    assert line.says
    assert line.do


@pytest.mark.parametrize(
    ("changes", "check", "level"),
    [
        ({"DEBUG": True}, "debug", Level.WRONG),
        ({"ALLOWED_HOSTS": ["*"]}, "hosts", Level.WRONG),
        ({"SECRET_KEY": "short"}, "secret", Level.WRONG),
        ({"BASE_URL": "http://library.example.org", "IS_SECURE": False}, "https", Level.WRONG),
        ({"BASE_URL": "https://library.example.org", "IS_SECURE": True}, "mail", Level.WARN),
        ({"BASE_URL": "https://library.example.org", "IS_SECURE": True}, "contact", Level.WARN),
        ({"BASE_URL": "https://library.example.org", "IS_DEMO": True}, "demo", Level.WRONG),
    ],
)
def test_unsafe_settings_are_named(
    library: Library, settings: Settings, changes: dict[str, Any], check: str, level: Level
) -> None:
    for name, value in changes.items():
        setattr(settings, name, value)
    line = next(line for line in configured.look() if line.check == check)
    assert line.level is level
    assert line.do


def failed_job() -> None:
    Job.objects.create(kind="tidy", key="a", put_at=NOW, not_before=NOW, state="failed", ended_at=NOW)


@pytest.mark.parametrize(
    ("spoil", "check"),
    [
        (lambda: happenings.note(happenings.TICK, NOW - timedelta(hours=4)), "tick"),
        (lambda: happenings.note(happenings.BACKUP, NOW - timedelta(days=3)), "backup"),
        (lambda: Job.objects.create(kind="tidy", key="a", put_at=NOW, not_before=NOW - timedelta(hours=2)), "queue"),
        (failed_job, "failed"),
    ],
)
def test_what_has_not_happened_for_long_is_a_warning(healthy: Library, spoil: Callable[[], None], check: str) -> None:
    spoil()
    line = [line for line in running.look(NOW) if line.check == check]
    assert [one.level for one in line] == [Level.WARN]


def test_a_disk_that_runs_full_is_named(healthy: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "TOO_LITTLE", 10**20)
    assert found()["disk"].level is Level.WRONG


def test_a_database_of_another_form_is_not_asked(healthy: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "pending", lambda: ["library 0099_more"])
    lines = found()
    assert lines["migrations"].level is Level.WRONG
    assert "oshmark upgrade" in lines["migrations"].do
    assert "log" not in lines

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every table that is made from the log is spoilt in turn: doctor and site say so, and a rebuilding mends it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.test import Client

from oshmark.library.withdrawal import Why
from oshmark.web import known_faults, wiring
from oshmark.web.audit.models import Tile
from oshmark.web.certification.models import Case, CertificateRow
from oshmark.web.labels.models import Label, UnitRun
from oshmark.web.library.actions import allow_licence
from oshmark.web.library.merging import merge_agents
from oshmark.web.library.models import AgentAlias, AllowedLicence, Credit, Module, Release, Withdrawal
from oshmark.web.library.withdrawing import withdraw
from oshmark.web.log.rooms import ROOMS, rebuild_all, wrong_tables
from oshmark.web.log.snapshots import snapshot
from oshmark.web.operations import looking_over
from oshmark.web.operations.doctor.examining import examine, worst
from oshmark.web.operations.doctor.line import Level
from oshmark.web.operations.looking_over import look_over
from tests.web.certification.registry_world import Registry
from tests.web.labels.labelled import Labelled
from tests.web.library_of import NOW
from tests.web.people import add_second_factor, browser_of, somebody

if TYPE_CHECKING:
    from pathlib import Path

    from django.db.models import Model
    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library

SPOILT: dict[type[Model], dict[str, Any]] = {
    Tile: {"hashes": bytes(32)},
    Module: {"path": "elsewhere"},
    Release: {"name": "Another name"},
    AllowedLicence: {"reason": "Another reason"},
    AgentAlias: {"reason": "Another reason"},
    Withdrawal: {"reason": "Another reason"},
    Credit: {"name": "Somebody else"},
    Case: {"state": "refused"},
    CertificateRow: {"ended": "withdrawn"},
    Label: {"municipality": "Linz"},
    UnitRun: {"count": 99},
}
"""For each table, what is put into a row that was something else."""
PAGES = {"tree": "/log", "library": "/search", "certification": "/certificates", "labels": "/C/"}
NEITHER = {
    *("accounts.Person", "accounts.Organisation", "accounts.Membership", "accounts.Invitation"),
    *("archive.ArchivedFile", "archive.Archiving", "archive.Removed", "archive.ReadBill", "asking.Visit"),
    *("audit.Event", "audit.PersonalPart", "audit.Checkpoint", "audit.Cosignature"),
    *("certification.ComplaintSent", "certification.Watch"),
    *("crawling.Source", "crawling.Run", "crawling.Repository", "crawling.Item", "crawling.Haul"),
    *("crawling.Listing", "crawling.Address", "crawling.Pause", "crawling.Wish"),
    *("evidence.Transfer", "evidence.TakenOut", "evidence.LookedInto", "evidence.SmallPicture"),
    *("issuers.Claimed", "issuers.Scanned", "jobs.Job", "jobs.Worker"),
    *("labels.Draft", "labels.Claim", "labels.Report", "seen.FileSeen", "seen.Change"),
    *("workplaces.CaseDraft", "workplaces.Upload", "workplaces.SavedInput", "workplaces.Habits"),
    *("workplaces.Notice", "workplaces.LookedAt", "workplaces.HandedIn", "workplaces.Guest"),
}
"""Tables that no log can make again: decision 7 says why of each kind."""
OURS = "oshmark.web."
WAITING = """
okhv = "OKH-LOSHv1.0"
name = "Waiting"
repo = "https://git.example.org/wren/waiting"
version = "1"
license = "LicenseRef-Garden"
licensor = "Wren"
function = "It waits."
"""


def projections() -> list[type[Model]]:
    return [table for room in ROOMS for table in room.tables]


@pytest.fixture
def full(library: Library, settings: Settings, tmp_path: Path) -> str:
    """A row in every table; the address of the label."""
    settings.HOME = tmp_path
    settings.LOG_KEYS = tmp_path / "log-keys.json"
    labelled = Labelled(library)
    library.add_samples()
    library.add(WAITING)
    allow_licence("LicenseRef-Garden", reason="It is open.", payloads=wiring.payloads(), actor="test", now=NOW)
    kept, gone = sorted(set(Credit.objects.values_list("agent", flat=True)))[:2]
    merge_agents(kept, gone, reason="The same.", actor="test", now=NOW)
    taken = Module.objects.exclude(releases__address=labelled.release).order_by("-address").values_list("address")[0][0]
    withdraw(taken, Why.TAKEDOWN, reason="A copy.", payloads=wiring.payloads(), actor="test", now=NOW)
    Registry().to_issued()
    return labelled.path


def spoil(table: type[Model]) -> None:
    row = table._default_manager.order_by("pk")[:1].get()
    table._default_manager.filter(pk=row.pk).update(**SPOILT[table])


def test_each_table_is_a_projection_or_is_known_to_be_none() -> None:
    ours = {one._meta.label: one for one in apps.get_models() if one.__module__.startswith(OURS)}
    made_from_log = {table._meta.label for table in projections()}
    assert len(made_from_log) == len(projections()) == 11
    assert set(ours) == made_from_log | NEITHER
    assert not made_from_log & NEITHER


def test_every_table_that_is_wrong_is_noticed_shown_and_mended(full: str) -> None:
    assert set(SPOILT) == set(projections())
    assert look_over(NOW) == []
    for room in ROOMS:
        path = full if room.name == "labels" else PAGES[room.name]
        for table in room.tables:
            before = snapshot(table)
            assert before, table
            spoil(table)
            found = look_over(NOW)
            assert any(line.startswith(f"{room.name}, {table.__name__}: ") for line in found), (table, found)
            assert "is not what the log" in Client().get(path).content.decode(), table
            rebuild_all()
            assert snapshot(table) == before, table
            assert "is not what the log" not in Client().get(path).content.decode(), table
    assert wrong_tables() == []


def test_the_doctor_says_which_table_is_wrong_and_what_mends_it(full: str) -> None:
    CertificateRow.objects.update(ended="withdrawn")
    lines = list(examine(NOW))
    assert worst(lines) is Level.WRONG
    said = {line.check: line for line in lines if line.level is Level.WRONG}
    assert said["tables"].says.startswith("certification, CertificateRow: 1 rows are wrong")
    assert said["certificates"].says.startswith("Lists show certificate ")
    assert {said["tables"].do, said["certificates"].do} == {"oshmark log rebuild"}


def test_the_office_shows_the_operator_what_is_wrong(full: str) -> None:
    stella = somebody("Stella", is_staff=True)
    add_second_factor(stella)
    office = browser_of(stella, second_factor=True)
    assert "oshmark log rebuild" not in office.get("/admin/").content.decode()
    known_faults.note(["library, Release: 1 rows are wrong or too many, 1 are missing"])
    shown = office.get("/admin/").content.decode()
    assert "library, Release: 1 rows" in shown
    assert "oshmark log rebuild" in shown


def test_pages_of_other_rooms_say_nothing(full: str) -> None:
    known_faults.note(["certification, Case: 1 rows are wrong or too many, 0 are missing"])
    affected, others = ("/", "/certificates", "/C/X", "/m/a/b"), ("/log", "/account", "/sparql", "/search")
    assert [path for path in (*affected, *others) if known_faults.shows_wrong(path)] == list(affected)


def test_a_tick_looks_once_a_day(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOME = tmp_path
    looked: list[datetime] = []

    def compared() -> list[str]:
        looked.append(NOW)
        return ["library, Release: 1 rows are wrong or too many, 1 are missing"]

    monkeypatch.setattr(looking_over, "wrong_tables_now", compared)
    said: list[str] = []
    for hours in (0, 1, 23, 25, 48, 50):
        looking_over.with_each_tick(NOW + timedelta(hours=hours), said.append)
    assert len(looked) == 2
    assert said[0].endswith("missing. Mend it with oshmark log rebuild.")
    assert known_faults.shows_wrong("/search")

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The library made anew from its two sources of truth equals the one that was lived."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import models

from oshmark.errors import BrokenChainError, StateError
from oshmark.library.events import Kind
from oshmark.library.withdrawal import Why
from oshmark.web.audit import models as audit
from oshmark.web.library import places
from oshmark.web.library.models import AgentAlias, AllowedLicence, Credit, Module, Release, Withdrawal
from tests.made_up import NOT_OPEN, OPEN, REPO, UNCLEAR, manifest
from tests.web.library.actions.conftest import Library, tables

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECTIONS = list(apps.get_app_config("library").get_models())
HAWK = "LicenseRef-Hawk-Licence"
MODULE = "/m/git.example.org/lark/printer"
AGENTS = "/a/name/git.example.org"


def test_the_tables_of_the_library_are_those_that_are_held_equal_here() -> None:
    assert {model.__name__ for model in PROJECTIONS} == {
        *("Module", "Release", "AllowedLicence"),
        *("Credit", "AgentAlias", "Withdrawal"),
    }


@pytest.fixture
def lived(library: Library) -> Library:
    """A library in which everything has happened that can happen, in batches of different sizes."""
    library.add(manifest(version="1.0"))
    library.add(manifest(version="2.0"), manifest(version="1.5"), manifest(version="3.0", licence=UNCLEAR))
    library.add(manifest(repo=f"{REPO}-2", licence=UNCLEAR), manifest(repo=f"{REPO}-3", licence=NOT_OPEN))
    library.add(b"no manifest at all", manifest(name=None))
    library.add(manifest(version="1.0", function="changed"), manifest(repo=f"{REPO}-4", licence=HAWK))
    library.add(manifest(repo=f"{REPO}-2", licence=UNCLEAR, function="changed while it waits"))
    library.allow(UNCLEAR)
    library.add(manifest(version="4.0", licence=UNCLEAR), manifest(repo=f"{REPO}-5", licence=HAWK, version=None))
    library.allow(HAWK, reason="another one")
    library.add(manifest(version="0.1"), name="okh-old.toml", folder="old")
    library.add(manifest(version="word"), manifest(version="4.1"), manifest(version="4.1", function="changed"))
    library.add(*(manifest(repo=f"{REPO}-{name}", licensor=name) for name in ("Ada", "Adah", "Aida")))
    library.add(manifest(repo=f"{REPO}-gone"), manifest(repo=f"{REPO}-gone", version="2.0", licence=NOT_OPEN))
    library.add(manifest(repo=f"{REPO}-6", licence=NOT_OPEN))
    library.withdraw(f"{REPO}-gone", Why.OPT_OUT)
    library.withdraw(f"{REPO}-2", Why.TAKEDOWN)
    library.withdraw(f"{REPO}-3", Why.TAKEDOWN)
    library.lift(f"{REPO}-3")
    library.add(manifest(repo=f"{REPO}-3", version="again"))
    places.record_moved(f"{MODULE}-Ada", f"{MODULE}-Adah", actor="tests", now=library.later())
    places.record_gone(f"{MODULE}-Aida", reason="not there", actor="tests", now=library.later())
    places.record_gone(MODULE, reason="not there", actor="tests", now=library.later())
    places.record_back(MODULE, actor="tests", now=library.later())
    library.merge(f"{AGENTS}/Ada", f"{AGENTS}/Adah")
    library.merge(f"{AGENTS}/Ada", f"{AGENTS}/Aida")
    library.split(f"{AGENTS}/Aida")
    return library


def test_the_lived_library_holds_all_kinds_of_events_and_states(lived: Library) -> None:
    assert {event.kind for event in lived.log()} == set(Kind)
    assert set(Release.objects.values_list("state", flat=True)) == {"admitted", "waiting", "withdrawn"}
    assert Release.objects.exclude(noticed="").count() == 2
    assert [Withdrawal.objects.count(), AgentAlias.objects.count()] == [2, 1]
    assert AllowedLicence.objects.count() == 2


def test_a_library_made_anew_equals_the_lived_one(lived: Library) -> None:
    before = tables()
    assert lived.rebuild() == len(lived.log())
    assert tables() == before


def change_rows(model: type[models.Model]) -> None:
    """Change every field of every row, as far as the constraints let us."""
    model.objects.filter(pk__gt=0).update(**{field.attname: changed(field) for field in changeable(model)})  # type: ignore[attr-defined]  # every model has its objects


def changeable(model: type[models.Model]) -> list[models.Field[object, object]]:
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key
        and not field.unique
        and not field.is_relation
        and field.name not in ("state", "latest")
    ]


def changed(field: models.Field[object, object]) -> object:
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, (models.BigIntegerField, models.PositiveSmallIntegerField)):
        return 12345
    return "2001-01-01 00:00:00+00:00" if isinstance(field, models.DateTimeField) else "forged"


def delete_rows(model: type[models.Model]) -> None:
    model.objects.all().delete()  # type: ignore[attr-defined]  # every model has its objects


def invent_rows(model: type[models.Model]) -> None:
    row = model.objects.first()  # type: ignore[attr-defined]  # every model has its objects
    row.pk = None
    if isinstance(row, Credit):
        row.agent = "/a/invented/by-somebody"
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            setattr(row, field.attname, "/m/invented/by/somebody")
    if isinstance(row, Release):
        row.latest = False
    row.save(force_insert=True)


@pytest.mark.parametrize("corrupt", [change_rows, delete_rows, invent_rows])
@pytest.mark.parametrize("model", PROJECTIONS)
def test_whatever_happens_to_a_table_is_undone(
    lived: Library, model: type[models.Model], corrupt: Callable[[type[models.Model]], None]
) -> None:
    before = tables()
    corrupt(model)
    assert tables() != before
    lived.rebuild()
    assert tables() == before


def test_swapped_states_and_marks_are_undone(lived: Library) -> None:
    before = tables()
    Release.objects.update(latest=False)
    Release.objects.filter(state="waiting").update(state="admitted")
    assert tables() != before
    lived.rebuild()
    assert tables() == before


def test_a_rebuilt_library_goes_on_as_the_lived_one_would(lived: Library) -> None:
    lived.rebuild()
    lived.add(manifest(version="5.0"), manifest(repo=f"{REPO}-3", licence=OPEN), manifest(version="1.0", function="x"))
    before = tables()
    lived.rebuild()
    assert tables() == before


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happened_in_whatever_batches_it_can_be_made_anew(library: Library, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same each time
    licences = [OPEN, OPEN, OPEN, UNCLEAR, HAWK, NOT_OPEN, f"MIT OR {UNCLEAR}", f"{HAWK} AND {OPEN}"]
    for _ in range(25):
        raws = [
            manifest(
                repo=f"{REPO}-{chance.randrange(5)}",
                version=chance.choice(["1.9", "1.10", "1.10-rc1", "2.0", "first", None]),
                licence=chance.choice(licences),
                function=chance.choice("abc"),
            )
            for _ in range(chance.randrange(1, 8))
        ]
        library.add(*raws)
    library.allow(UNCLEAR)
    library.add(*raws)
    library.allow(HAWK)
    before = tables()
    library.rebuild()
    assert tables() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "library:release:quarantined"),
        ("kind", "invented"),
        ("at", "2001-01-01 00:00:00+00:00"),
        ("actor", "x"),
        ("subject", "x"),
        ("data", '{"reason": "x"}'),
        ("data", "{"),
        ("schema", 2),
        ("before", "0" * 64),
        ("hash", "0" * 64),
    ],
)
def test_a_broken_chain_is_refused_and_the_tables_stay(lived: Library, field: str, value: object) -> None:
    audit.Event.objects.filter(number=7).update(**{field: value})
    Release.objects.filter(version="1.5").update(name="corrupted")
    before = tables()
    with pytest.raises(BrokenChainError, match=r"Event \d of the log"):
        lived.rebuild()
    assert tables() == before


def test_a_removed_event_is_refused_and_the_tables_stay(lived: Library) -> None:
    audit.Event.objects.filter(number=3).delete()
    before = tables()
    with pytest.raises(BrokenChainError, match="Event 3 of the log"):
        lived.rebuild()
    assert tables() == before


def test_a_missing_payload_is_refused_and_the_tables_stay(
    lived: Library, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = tables()
    elsewhere = Library(tmp_path_factory.mktemp("empty"))
    with pytest.raises(StateError, match="is missing"):
        elsewhere.rebuild()
    assert tables() == before


def test_an_empty_library_can_be_made_anew(library: Library) -> None:
    Module.objects.create(address="/m/invented/x", host="invented", path="x")
    assert library.rebuild() == 0
    assert set(map(len, tables().values())) == {0}
    assert len(tables()) == len(PROJECTIONS)

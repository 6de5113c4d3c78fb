# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log as one file: the same each time, verified without a database, and read into an empty instance."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.credential.exported import ExportError, verify_exported
from oshmark.credential.merkle import ProofError
from oshmark.credential.notes import NoteError, public_key, read_key, signed
from oshmark.errors import BrokenChainError, OshmarkError, RefusedError
from oshmark.web import wiring
from oshmark.web.audit import models, tree
from oshmark.web.audit.actions import read_log
from oshmark.web.audit.checkpoints import sign_checkpoint
from oshmark.web.audit.exporting import export_log, import_log
from oshmark.web.audit.personal import Absent, erase, open_events
from tests.web.audit.conftest import NOW, ORIGIN, add_events, add_person, later

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("log_of_a_site")


@pytest.fixture
def lived(log_of_a_site: None) -> None:
    add_events(4)
    add_person("p1", "Wilma")
    add_person("p2", "Fred")
    sign_checkpoint(now=later(1))
    erase("p2", reason="he asked for it", actor="tests", now=later(2))
    add_events(2, now=later(3))


def exported(*, with_personal: bool = False) -> list[bytes]:
    return list(export_log(with_personal=with_personal, now=later(9)))


def forget_all() -> None:
    for model in (models.Checkpoint, models.PersonalPart, models.Tile, models.Event):
        model.objects.all().delete()


def test_the_file_is_the_same_whenever_it_is_made(lived: None) -> None:
    assert exported() == list(export_log(with_personal=False, now=later(99)))
    assert exported(with_personal=True) == list(export_log(with_personal=True, now=later(99)))


def test_the_file_verifies_by_itself(lived: None) -> None:
    verified = verify_exported(exported(with_personal=True))
    assert (verified.origin, verified.size, verified.root) == (ORIGIN, 9, tree.root(9))
    assert (verified.personal, verified.withheld, verified.grew_from) == (1, 0, None)


def test_the_public_file_says_nothing_of_persons(lived: None) -> None:
    whole = b"".join(exported())
    assert b"Wilma" not in whole
    assert b"Fred" not in b"".join(exported(with_personal=True))
    assert verify_exported(exported()).personal == 0


def test_it_holds_against_an_older_checkpoint(lived: None) -> None:
    older = models.Checkpoint.objects.get(size=6).note
    assert verify_exported(exported(), older=older).grew_from == 6
    assert verify_exported(exported(), older=sign_checkpoint(now=later(9)).note).grew_from == 9


def test_an_older_checkpoint_of_another_log_or_state_is_told(lived: None) -> None:
    key = wiring.log_keys().present(ORIGIN, now=NOW)
    real = models.Checkpoint.objects.get(size=6).note
    for text, error in (
        (real.replace("\n6\n", "\n5\n"), NoteError),
        (signed(f"{ORIGIN}\n6\n{'A' * 43}=\n", ORIGIN, key.private).written(), ProofError),
        (signed(f"{ORIGIN}\n60\n{'A' * 43}=\n", ORIGIN, key.private).written(), ProofError),
        (signed(f"{ORIGIN}\n0\n{'A' * 43}=\n", ORIGIN, key.private).written(), ProofError),
    ):
        with pytest.raises(error):
            verify_exported(exported(), older=text)


def test_only_the_key_that_is_trusted_counts(lived: None) -> None:
    [own] = wiring.log_keys().published()
    assert verify_exported(exported(), trusted=[read_key(own.key)]).key.text == own.key
    with pytest.raises(NoteError, match="None of the keys"):
        verify_exported(exported(), trusted=[public_key(ORIGIN, bytes(32))])


FIELDS = ("number", "kind", "schema", "at", "actor", "subject", "data", "before", "hash")


@pytest.mark.parametrize("place", [1, 5, 9])
@pytest.mark.parametrize("field", FIELDS)
def test_a_changed_field_of_an_event_is_named(lived: None, field: str, place: int) -> None:
    lines = exported()
    found = json.loads(lines[1 + place])
    found["event"][field] = other(found["event"][field])
    lines[1 + place] = json.dumps(found).encode()
    with pytest.raises(BrokenChainError, match=f"Event {place} of the log"):
        verify_exported(lines)


def other(value: Any) -> Any:
    if isinstance(value, dict):
        return value | {"reason": "another"}
    if isinstance(value, int):
        return value + 1
    return (
        value.replace("2026", "2025") if value.startswith("2026") else value[:-1] + ("1" if value[-1] == "0" else "0")
    )


def drop(place: int) -> Callable[[list[bytes]], list[bytes]]:
    return lambda lines: lines[:place] + lines[place + 1 :]


SPOILED: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "empty": lambda lines: lines[:0],
    "no head": drop(0),
    "no key": drop(1),
    "an event left out": drop(4),
    "the last event left out": drop(10),
    "no checkpoint": lambda lines: lines[:-1],
    "more after the checkpoint": lambda lines: [*lines, lines[3]],
    "two heads": lambda lines: [lines[0], *lines],
    "an event twice": lambda lines: [*lines[:4], lines[3], *lines[4:]],
    "a personal part twice removed": lambda lines: [line.replace(b"Wilma", b"Fred") for line in lines],
    "no JSON": lambda lines: [*lines[:3], b"{\n", *lines[4:]],
    "deep JSON": lambda lines: [*lines[:3], b'{"event":' + b"[" * 100_000, *lines[4:]],
    "two things in a line": lambda lines: [*lines[:3], lines[3][:-2] + b',"checkpoint":"x"}', *lines[4:]],
    "nothing in a line": lambda lines: [*lines[:3], b"{}", *lines[4:]],
    "another name": lambda lines: [lines[0].replace(b"library", b"another"), *lines[1:]],
    "another form": lambda lines: [lines[0].replace(b'"format":1', b'"format":2'), *lines[1:]],
    "another size": lambda lines: [lines[0].replace(b'"size":9', b'"size":8'), *lines[1:]],
}


@pytest.mark.parametrize("way", SPOILED)
def test_a_file_that_was_spoiled_never_verifies_and_never_comes_in(lived: None, way: str) -> None:
    lines = SPOILED[way](exported(with_personal=True))
    with pytest.raises(OshmarkError):
        verify_exported(lines)
    forget_all()
    with pytest.raises(OshmarkError):
        import_log(lines, now=later(10))
    assert [model.objects.count() for model in (models.Event, models.Tile, models.PersonalPart)] == [0, 0, 0]


def test_a_whole_log_becomes_an_equal_log(lived: None) -> None:
    lines, before = exported(with_personal=True), list(read_log())
    names = [data.get("who") for data in open_events(before)]
    forget_all()
    assert import_log(lines, now=later(10)).size == 9
    assert list(read_log()) == before
    assert exported(with_personal=True) == lines
    assert [data.get("who") for data in open_events(before)] == names
    assert tree.wrong_tiles() == []


def test_a_public_log_leaves_persons_out_and_the_erased_stay_erased(lived: None) -> None:
    lines, before = exported(), list(read_log())
    forget_all()
    import_log(lines, now=later(10))
    assert exported() == lines
    assert [data["who"] for data in open_events(before) if "who" in data] == [Absent.NOT_HERE, Absent.ERASED]


def test_what_was_erased_does_not_come_back_from_an_older_file(lived: None) -> None:
    add_person("p3", "Betty", now=later(4))
    older = exported(with_personal=True)
    erase("p3", reason="she asked for it", actor="tests", now=later(5))
    [part] = [line for line in older if b"Betty" in line]
    lines = exported(with_personal=True)
    forget_all()
    import_log([*lines[:-1], part, lines[-1]], now=later(10))
    assert not models.PersonalPart.objects.filter(content__contains="Betty").exists()


def test_a_log_comes_into_an_empty_instance_only(lived: None) -> None:
    lines = exported()
    with pytest.raises(RefusedError, match="has a log already"):
        import_log(lines, now=later(10))


def test_a_kind_of_a_later_version_is_not_taken(lived: None) -> None:
    from oshmark.credential.events import GENESIS, make_event  # noqa: PLC0415
    from oshmark.credential.exported import Line  # noqa: PLC0415

    event = make_event(1, "later:thing:done", at=NOW, actor="a", subject="s", data={}, before=GENESIS)
    lines = [exported()[0], Line(event=event).written()]
    forget_all()
    with pytest.raises(BrokenChainError, match="later:thing:done"):
        import_log(lines, now=later(10))
    assert models.Event.objects.count() == 0


def test_an_export_error_names_the_line() -> None:
    with pytest.raises(ExportError, match="Line 1 is no line of an exported log"):
        verify_exported([b"\xff\xfe"])

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is signed, by which key, and who has seen it."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.keyfile import LogKeys
from oshmark.credential.checkpoints import cosign, read_checkpoint
from oshmark.credential.notes import WITNESS, Note, NoteError, check_signed, public_key, read_key, signed
from oshmark.errors import BrokenChainError, RefusedError, StateError
from oshmark.web import wiring
from oshmark.web.audit import models, tree
from oshmark.web.audit.checkpoints import add_cosignatures, newest_checkpoint, sign_checkpoint, written
from tests.web.audit.conftest import NOW, ORIGIN, add_events, later

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.usefixtures("log_of_a_site")
PRIVATE, OTHER = bytes(range(32)), bytes(range(1, 33))
KEY = public_key("witness.example.org", PRIVATE, WITNESS)


def test_a_checkpoint_is_signed_by_the_published_key() -> None:
    add_events(5)
    row = sign_checkpoint(now=NOW)
    note, said = read_checkpoint(row.note)
    [key] = wiring.log_keys().published()
    assert (said.origin, said.size, said.root) == (ORIGIN, 5, tree.root(5))
    assert check_signed(note, read_key(key.key)).name == ORIGIN
    assert newest_checkpoint() == row


def test_the_same_state_is_signed_once() -> None:
    add_events(5)
    assert sign_checkpoint(now=NOW) == sign_checkpoint(now=later(5))
    add_events(1, now=later(6))
    assert sign_checkpoint(now=later(7)).size == 6
    assert models.Checkpoint.objects.count() == 2


def test_an_empty_log_can_be_signed() -> None:
    assert sign_checkpoint(now=NOW).note.startswith(f"{ORIGIN}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n")


def test_nothing_is_signed_that_does_not_continue_what_was_signed() -> None:
    add_events(5)
    sign_checkpoint(now=NOW)
    models.Event.objects.filter(number__gt=3).delete()
    tree.rebuild_tree()
    with pytest.raises(BrokenChainError, match="does not continue the state of 5 events"):
        sign_checkpoint(now=later(1))
    add_events(4, now=later(2), actor="somebody else")
    with pytest.raises(BrokenChainError, match="does not continue the state of 5 events"):
        sign_checkpoint(now=later(3))


def test_a_tree_that_does_not_cover_the_log_is_not_signed() -> None:
    add_events(5)
    models.Event.objects.filter(number=5).delete()
    with pytest.raises(BrokenChainError, match="log rebuild"):
        sign_checkpoint(now=NOW)


def test_a_new_key_signs_the_same_state_too_and_the_old_one_stays_public() -> None:
    add_events(2)
    sign_checkpoint(now=NOW)
    wiring.log_keys().rotate(ORIGIN, now=later(1))
    note, _said = read_checkpoint(sign_checkpoint(now=later(2)).note)
    old, new = wiring.log_keys().published()
    assert ((old.since, old.until), (new.since, new.until)) == ((NOW, later(1)), (later(1), None))
    assert {check_signed(note, read_key(key.key)).key_id for key in (old, new)} == {
        signature.key_id for signature in note.signatures
    }


def test_a_log_under_another_name_has_another_key(settings: Settings) -> None:
    add_events(2)
    sign_checkpoint(now=NOW)
    settings.BASE_URL = "https://other.example.org"
    assert sign_checkpoint(now=later(1)).origin == "other.example.org/log"
    assert [read_key(one.key).name for one in wiring.log_keys().published()] == [ORIGIN, "other.example.org/log"]


def test_the_keys_are_ours_alone_and_the_private_half_of_an_old_one_is_gone(tmp_path: Path) -> None:
    keys = LogKeys(tmp_path / "keys.json")
    first = keys.present(ORIGIN, now=NOW)
    assert keys.present(ORIGIN, now=later(1)) == first
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600
    second = keys.rotate(ORIGIN, now=later(2))
    content = (tmp_path / "keys.json").read_text()
    assert first.private.hex() not in content
    assert second.private.hex() in content
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keys.json", "keys.lock"]


def test_keys_that_others_can_read_are_refused(tmp_path: Path) -> None:
    keys = LogKeys(tmp_path / "keys.json")
    keys.present(ORIGIN, now=NOW)
    (tmp_path / "keys.json").chmod(0o640)
    with pytest.raises(StateError, match="chmod 600"):
        keys.present(ORIGIN, now=NOW)


@pytest.mark.parametrize("content", ["", "{}", "[3]", "\xff"])
def test_a_damaged_file_of_keys_is_told_and_never_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(content.encode("latin-1"))
    path.chmod(0o600)
    with pytest.raises(StateError, match="damaged"):
        LogKeys(path).present(ORIGIN, now=NOW)
    assert path.read_bytes() == content.encode("latin-1")


def cosigned(private: bytes = PRIVATE, name: str = "witness.example.org") -> Note:
    note, _said = read_checkpoint(sign_checkpoint(now=NOW).note)
    return Note(note.text, (*note.signatures, cosign(note, name, private, now=later(1))))


def test_a_cosignature_of_a_listed_witness_is_kept_and_shown() -> None:
    add_events(3)
    note = cosigned()
    assert add_cosignatures(note.written().encode(), [KEY], now=later(2)) == ["witness.example.org"]
    newest = newest_checkpoint()
    assert newest is not None
    assert written(newest) == note.written()


def test_the_newest_cosignature_of_a_witness_takes_the_place_of_the_one_before() -> None:
    add_events(3)
    note = cosigned()
    for minute in (1, 2):
        line = cosign(note, "witness.example.org", PRIVATE, now=later(minute))
        add_cosignatures(Note(note.text, (line,)).written().encode(), [KEY], now=later(9))
    assert [row.line for row in models.Cosignature.objects.all()] == [line.line]


def test_nothing_else_is_taken() -> None:
    add_events(3)
    note = cosigned()
    stranger = cosigned(OTHER, "stranger.example.org")
    forged = cosigned(OTHER)
    pretended = Note(forged.text, tuple(type(one)(one.name, KEY.key_id, one.raw) for one in forged.signatures[1:]))
    other_state = Note(note.text.replace("\n3\n", "\n4\n"), note.signatures)
    to_come = Note(note.text, (cosign(note, "witness.example.org", PRIVATE, now=later(60)),))
    for wrong, error in (
        (stranger, RefusedError),
        (pretended, NoteError),
        (other_state, RefusedError),
        (to_come, RefusedError),
        (signed("anything\n", "witness.example.org", PRIVATE), NoteError),
    ):
        with pytest.raises(error):
            add_cosignatures(wrong.written().encode(), [KEY], now=later(2))
    with pytest.raises(RefusedError):
        add_cosignatures(note.written().encode(), [], now=later(2))
    assert models.Cosignature.objects.count() == 0

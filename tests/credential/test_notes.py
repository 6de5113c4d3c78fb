# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed notes, checkpoints and cosignatures: what others have signed verifies here, and what was changed does not."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.credential.checkpoints import (
    Checkpoint,
    check_cosignature,
    checkpoint_of,
    cosign,
    read_checkpoint,
    witnessed,
)
from oshmark.credential.notes import (
    WITNESS,
    Note,
    NoteError,
    PublicKey,
    check_signed,
    public_key,
    read_key,
    read_note,
    signed,
)

# The key pair and the note with which the first implementation of signed notes is tested.
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PRIVATE = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
WRITTEN = (
    f"{TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NOW = datetime(2026, 11, 20, 12, 0, 0, 999, tzinfo=UTC)
OTHER = bytes(range(32))
POINT = Checkpoint("log.example.org/log", 20_852_163, bytes(range(32)))


def test_the_known_key_has_its_known_id_and_text() -> None:
    key = read_key(KEY)
    assert (key.name, key.key_id.hex(), key.algorithm) == ("PeterNeumann", "c74f20a3", 1)
    assert key.text == KEY
    assert public_key("PeterNeumann", PRIVATE) == key


def test_the_known_note_is_signed_byte_for_byte_and_verifies() -> None:
    assert signed(TEXT, "PeterNeumann", PRIVATE).written() == WRITTEN
    note = read_note(WRITTEN)
    assert note.text == TEXT
    assert check_signed(note, read_key(KEY)) == read_key(KEY)
    assert note.written() == WRITTEN


@given(st.integers(0, len(WRITTEN.encode()) - 1), st.integers(1, 255))
def test_a_changed_byte_never_verifies(place: int, turned: int) -> None:
    raw = bytearray(WRITTEN.encode())
    raw[place] ^= turned
    with pytest.raises(NoteError):
        check_signed(read_note(bytes(raw)), read_key(KEY))


@given(st.integers(0, len(KEY) - 1), st.characters(min_codepoint=33, max_codepoint=126))
def test_a_changed_key_is_no_key(place: int, sign: str) -> None:
    text = KEY[:place] + sign + KEY[place + 1 :]
    if text != KEY:
        with pytest.raises(NoteError):
            read_key(text)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_whatever_is_no_note_is_refused_with_one_kind_of_error(written: str | bytes) -> None:
    with pytest.raises(NoteError):
        check_signed(read_note(written), read_key(KEY))


def test_signatures_of_strangers_are_passed_over_and_wrong_ones_of_a_known_key_are_not() -> None:
    good, other = signed(TEXT, "PeterNeumann", PRIVATE), signed(TEXT, "somebody", OTHER)
    both = Note(TEXT, (*other.signatures, *good.signatures))
    assert check_signed(both, read_key(KEY)).name == "PeterNeumann"
    with pytest.raises(NoteError, match="None of the keys"):
        check_signed(other, read_key(KEY))
    forged = signed("other\n", "PeterNeumann", PRIVATE).signatures
    with pytest.raises(NoteError, match="is wrong"):
        check_signed(Note(TEXT, (*good.signatures, *forged)), read_key(KEY))


def test_a_note_may_have_sixteen_signatures_and_not_any_number() -> None:
    [one] = signed(TEXT, "PeterNeumann", PRIVATE).signatures
    assert len(read_note(Note(TEXT, (one,) * 16).written()).signatures) == 16
    with pytest.raises(NoteError):
        read_note(Note(TEXT, (one,) * 65).written())
    with pytest.raises(NoteError):
        read_note("a" * 70_000 + WRITTEN)


def test_a_checkpoint_is_three_lines() -> None:
    assert POINT.text == "log.example.org/log\n20852163\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    note = signed(POINT.text, POINT.origin, OTHER)
    assert read_checkpoint(note.written()) == (note, POINT)


@pytest.mark.parametrize(
    "text",
    [
        "log\n1\n",
        "log\n01\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "log\n-1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "log\n1\nAAEC\n",
        "log\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=\n",
        "\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        f"log\n{'9' * 30}\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "log\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\nmore\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        checkpoint_of(Note(text, ()))


def test_a_cosignature_says_what_the_specification_asks_for() -> None:
    note = signed(POINT.text, POINT.origin, OTHER)
    signature = cosign(note, "witness.example.org", PRIVATE, now=NOW)
    key = public_key("witness.example.org", PRIVATE, WITNESS)
    assert check_cosignature(note, signature, key) == int(NOW.timestamp())
    assert signature.key_id == key.key_id != public_key("witness.example.org", PRIVATE).key_id
    assert int.from_bytes(signature.raw[:8], "big") == 1_795_176_000
    assert len(signature.raw) == 72


def test_the_example_of_a_cosigned_checkpoint_is_read() -> None:
    written = (
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "— example.com/behind-the-sofa "
        "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
        "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/"
        "zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
    )
    note, said = read_checkpoint(written)
    assert (said.origin, said.size) == ("example.com/behind-the-sofa", 20_852_163)
    assert int.from_bytes(note.signatures[1].raw[:8], "big") == 1_679_315_147
    assert note.written() == written


def cosigned() -> tuple[Note, PublicKey]:
    note = signed(POINT.text, POINT.origin, OTHER)
    line = cosign(note, "witness.example.org", PRIVATE, now=NOW)
    return Note(note.text, (*note.signatures, line)), public_key("witness.example.org", PRIVATE, WITNESS)


def test_witnesses_that_are_known_are_found_and_strangers_are_not() -> None:
    note, key = cosigned()
    stranger = public_key("stranger.example.org", OTHER, WITNESS)
    assert list(witnessed(note, [key, stranger])) == [key]
    assert witnessed(note, [stranger]) == {}


@pytest.mark.parametrize("part", ["time", "signature", "text", "length"])
def test_a_changed_cosignature_never_verifies(part: str) -> None:
    note, key = cosigned()
    line = note.signatures[-1]
    raw = {
        "time": line.raw[:7] + bytes([line.raw[7] ^ 1]) + line.raw[8:],
        "signature": line.raw[:-1] + bytes([line.raw[-1] ^ 1]),
        "text": line.raw,
        "length": line.raw + b"\0",
    }[part]
    text = Checkpoint(POINT.origin, POINT.size + 1, POINT.root).text if part == "text" else note.text
    with pytest.raises(NoteError):
        witnessed(Note(text, (type(line)(line.name, line.key_id, raw),)), [key])


def test_a_key_of_the_log_is_no_witness_and_a_witness_signs_no_log() -> None:
    note, witness = cosigned()
    log = public_key(POINT.origin, OTHER)
    with pytest.raises(NoteError):
        check_cosignature(note, note.signatures[0], log)
    with pytest.raises(NoteError):
        check_signed(Note(note.text, note.signatures[1:]), witness)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "tab\t", "line\n", "x" * 201, "\u2003"])
def test_a_name_that_a_key_cannot_have_is_refused(name: str) -> None:
    with pytest.raises(NoteError):
        public_key(name, OTHER)

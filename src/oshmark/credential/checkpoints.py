# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checkpoints of a log (https://c2sp.org/tlog-checkpoint) and the cosignatures of those who watch it
(https://c2sp.org/tlog-cosignature): who says that a log of some size had some root, and when somebody else saw that."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from oshmark.credential.merkle import HASH_SIZE
from oshmark.credential.notes import WITNESS, Note, NoteError, PublicKey, Signature, check_raw, public_key, read_note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_SIZE = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
_LINES = 3
_TIME_SIZE = 8
_COSIGNATURE_SIZE = _TIME_SIZE + 64


class Checkpoint(msgspec.Struct, frozen=True):
    """That the log `origin` had `size` entries and this root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def checkpoint_of(note: Note) -> Checkpoint:
    """What a note says; raises `NoteError` where its text is no checkpoint. Nothing is verified by this."""
    lines = note.text.split("\n")
    if len(lines) <= _LINES or not all(lines[:-1]) or not _SIZE.fullmatch(lines[1]):
        raise NoteError("This is no checkpoint of a log: its name, its size and its root, each in a line.")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError):
        root = b""
    if len(root) != HASH_SIZE or base64.b64encode(root).decode() != lines[2]:
        raise NoteError("The root in the checkpoint is no hash.")
    return Checkpoint(lines[0], int(lines[1]), root)


def read_checkpoint(written: str | bytes) -> tuple[Note, Checkpoint]:
    """A note and the checkpoint that it is; raises `NoteError` for anything else. Nothing is verified by this."""
    note = read_note(written)
    return note, checkpoint_of(note)


def cosign(note: Note, name: str, private: bytes, *, now: datetime) -> Signature:
    """The statement of a witness that the checkpoint was there at a time. It is for the witness to check beforehand
    that the log has signed it, and that it grew out of the last one that was seen."""
    seconds = int(now.timestamp())
    raw = Ed25519PrivateKey.from_private_bytes(private).sign(_cosigned(note.text, seconds))
    key = public_key(name, private, WITNESS)
    return Signature(name, key.key_id, seconds.to_bytes(_TIME_SIZE, "big") + raw)


def check_cosignature(note: Note, signature: Signature, key: PublicKey) -> int:
    """The time of a cosignature, in seconds since 1970; raises `NoteError` where the witness has not given it."""
    if (key.name, key.key_id, key.algorithm) != (signature.name, signature.key_id, WITNESS):
        raise NoteError(f"{signature.name} is not the witness {key.name}.")
    if len(signature.raw) != _COSIGNATURE_SIZE or signature.raw[0] & 0x80:
        raise NoteError(f"The line of {key.name} is no cosignature: a time and a signature.")
    seconds = int.from_bytes(signature.raw[:_TIME_SIZE], "big")
    check_raw(key, signature.raw[_TIME_SIZE:], _cosigned(note.text, seconds))
    return seconds


def witnessed(note: Note, keys: Sequence[PublicKey]) -> dict[PublicKey, tuple[Signature, int]]:
    """Which witnesses have cosigned the note, and when; raises `NoteError` where one is said to and has not."""
    found: dict[PublicKey, tuple[Signature, int]] = {}
    for signature in note.signatures:
        for key in keys:
            if (key.name, key.key_id) == (signature.name, signature.key_id):
                found[key] = signature, check_cosignature(note, signature, key)
    return found


def _cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()

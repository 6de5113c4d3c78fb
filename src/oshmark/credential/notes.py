# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed notes (https://c2sp.org/signed-note) with Ed25519 keys: a text, and below it who has signed it.

A key of algorithm 1 signs the text; one of algorithm 4 is a witness's, see `checkpoints.cosign`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from oshmark.errors import OshmarkError

SIGNER = 1
WITNESS = 4
MAX_BYTES = 65_536
MAX_SIGNATURES = 64
KEY_SIZE = 32
_ID_SIZE = 4
_DASH = "— "
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]{1,200}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteError(OshmarkError):
    """A text is no signed note, or its signature is not what it should be."""


class PublicKey(msgspec.Struct, frozen=True):
    """A key that signatures are checked with; `raw` are its 32 bytes."""

    name: str
    raw: bytes
    algorithm: int = SIGNER

    @property
    def key_id(self) -> bytes:
        """The four bytes by which signatures name the key."""
        head = f"{self.name}\n".encode() + bytes([self.algorithm])
        return hashlib.sha256(head + self.raw).digest()[:_ID_SIZE]

    @property
    def text(self) -> str:
        """The key in one line, as it is given to whoever is to check: name, id, algorithm and bytes."""
        return f"{self.name}+{self.key_id.hex()}+{_base64(bytes([self.algorithm]) + self.raw)}"


class Signature(msgspec.Struct, frozen=True):
    """One signature below a note; `raw` is what comes after the id of the key."""

    name: str
    key_id: bytes
    raw: bytes

    @property
    def line(self) -> str:
        """The line below the note, without its end."""
        return f"{_DASH}{self.name} {_base64(self.key_id + self.raw)}"


class Note(msgspec.Struct, frozen=True):
    """A text, which ends with a line end, and its signatures."""

    text: str
    signatures: tuple[Signature, ...]

    def written(self) -> str:
        """The note as it is sent and kept."""
        return f"{self.text}\n" + "".join(f"{one.line}\n" for one in self.signatures)


def read_key(text: str) -> PublicKey:
    """A key from its line; raises `NoteError` for what is none, or whose id is another key's."""
    name, _plus, rest = text.strip().partition("+")
    key_id, _plus, encoded = rest.partition("+")
    raw = _unbase64(encoded)
    if not _NAME.fullmatch(name) or raw is None or len(raw) != 1 + KEY_SIZE or raw[0] not in (SIGNER, WITNESS):
        raise NoteError(
            f"“{text[:200]}” is no key. Copy the whole line: a name, an id and a long word, with + between."
        )
    key = PublicKey(name, raw[1:], raw[0])
    if key.text != text.strip():
        raise NoteError(f"The id {key_id[:20]} does not belong to the key of {name}: the line was changed or cut.")
    return key


def read_note(written: str | bytes) -> Note:
    """A note from its text; raises `NoteError` for what is none. Nothing is verified by this."""
    text = _decoded(written)
    body, blank, below = text.rpartition("\n\n")
    lines = below.split("\n")
    if not blank or not body or lines[-1] or not 1 < len(lines) <= MAX_SIGNATURES + 1:
        raise NoteError("This is no signed note: a text, an empty line, and a line for each signature.")
    return Note(f"{body}\n", tuple(_read_signature(line) for line in lines[:-1]))


def _decoded(written: str | bytes) -> str:
    try:
        text = written.decode() if isinstance(written, bytes) else written
    except UnicodeDecodeError:
        raise NoteError("A signed note is text in UTF-8; this is not.") from None
    if len(written) > MAX_BYTES or _CONTROL.search(text):
        raise NoteError(f"A signed note has {MAX_BYTES} bytes at most, and no signs that steer a terminal.")
    return text


def _read_signature(line: str) -> Signature:
    name, _space, encoded = line.removeprefix(_DASH).partition(" ")
    raw = _unbase64(encoded)
    if not line.startswith(_DASH) or not _NAME.fullmatch(name) or raw is None or len(raw) <= _ID_SIZE:
        raise NoteError("A line below the note is no signature.")
    return Signature(name, raw[:_ID_SIZE], raw[_ID_SIZE:])


def public_key(name: str, private: bytes, algorithm: int = SIGNER) -> PublicKey:
    """The key that others check with, of a private one of 32 bytes."""
    if not _NAME.fullmatch(name):
        raise NoteError(f"“{name[:200]}” cannot be the name of a key: it has spaces, a plus, or nothing at all.")
    return PublicKey(name, Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw(), algorithm)


def signed(text: str, name: str, private: bytes) -> Note:
    """The text, signed; it ends with a line end."""
    key = public_key(name, private)
    raw = Ed25519PrivateKey.from_private_bytes(private).sign(text.encode())
    return Note(text, (Signature(name, key.key_id, raw),))


def check_signed(note: Note, *keys: PublicKey) -> PublicKey:
    """The key among these that has signed the note; raises `NoteError` where none has, or a signature is wrong."""
    found: PublicKey | None = None
    for signature in note.signatures:
        for key in keys:
            if (key.name, key.key_id, key.algorithm) == (signature.name, signature.key_id, SIGNER):
                check_raw(key, signature.raw, note.text.encode())
                found = key
    if found is None:
        raise NoteError("None of the keys that are trusted has signed this note.")
    return found


def check_raw(key: PublicKey, raw: bytes, message: bytes) -> None:
    """Raise `NoteError` unless the key has signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(raw, message)
    except (InvalidSignature, ValueError):
        raise NoteError(
            f"The signature of {key.name} is wrong: the text was changed, or another key has signed."
        ) from None


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _unbase64(text: str) -> bytes | None:
    """Bytes from base64 as we write it, and from nothing else; `None` for the rest."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if _base64(raw) == text else None

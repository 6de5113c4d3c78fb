# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A verifier that shares no code with ours: a hundred lines from the specifications, for the tests over HTTP."""

from __future__ import annotations

import hashlib
import json
import struct
from base64 import b64decode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def event_hash(event: dict[str, object]) -> str:
    """As the page of the log says: SHA-256 of a JSON list."""
    names = ("number", "kind", "schema", "at", "actor", "subject", "data", "before")
    written = json.dumps([event[name] for name in names], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def leaf(hexadecimal: str) -> bytes:
    return sha256(b"\0", bytes.fromhex(hexadecimal))


def root(leaves: list[bytes]) -> bytes:
    """The root over all leaves, by pairs from below; what is left over moves up."""
    if not leaves:
        return sha256()
    while len(leaves) > 1:
        pairs = [sha256(b"\1", a, b) for a, b in zip(leaves[::2], leaves[1::2], strict=False)]
        leaves = pairs + leaves[len(pairs) * 2 :]
    return leaves[0]


def root_by_path(index: int, size: int, hashed: bytes, proof: list[bytes]) -> bytes:
    """The root that a proof of inclusion leads to, by going down to the leaf and up again."""
    if size == 1:
        assert not proof
        return hashed
    half = 1
    while half * 2 < size:
        half *= 2
    *inner, last = proof
    if index < half:
        return sha256(b"\1", root_by_path(index, half, hashed, inner), last)
    return sha256(b"\1", last, root_by_path(index - half, size - half, hashed, inner))


def roots_by_path(
    old: int, new: int, proof: list[bytes], old_root: bytes, *, whole: bool = True
) -> tuple[bytes, bytes]:
    """The two roots that a proof of consistency leads to."""
    if old == new:
        found = old_root if whole else proof[-1]
        assert len(proof) == (0 if whole else 1)
        return found, found
    half = 1
    while half * 2 < new:
        half *= 2
    *inner, last = proof
    if old <= half:
        first, second = roots_by_path(old, half, inner, old_root, whole=whole)
        return first, sha256(b"\1", second, last)
    first, second = roots_by_path(old - half, new - half, inner, old_root, whole=False)
    return sha256(b"\1", last, first), sha256(b"\1", last, second)


def open_checkpoint(note: str, key: str) -> tuple[str, int, bytes]:
    """Origin, size and root of a checkpoint that this key has signed."""
    text, _blank, below = note.rpartition("\n\n")
    text += "\n"
    name, key_id, encoded = key.split("+", 2)
    raw = b64decode(encoded)
    assert raw[0] == 1
    assert sha256(name.encode(), b"\n", raw)[:4].hex() == key_id
    [line] = [line for line in below.splitlines() if line.startswith(f"— {name} ")]
    signature = b64decode(line.rsplit(" ", 1)[1])
    assert signature[:4].hex() == key_id
    Ed25519PublicKey.from_public_bytes(raw[1:]).verify(signature[4:], text.encode())
    origin, size, encoded_root = text.split("\n")[:3]
    return origin, int(size), b64decode(encoded_root)


def bundle(raw: bytes) -> list[bytes]:
    """The entries of a bundle."""
    found = []
    while raw:
        [length] = struct.unpack(">H", raw[:2])
        found.append(raw[2 : 2 + length])
        raw = raw[2 + length :]
    return found

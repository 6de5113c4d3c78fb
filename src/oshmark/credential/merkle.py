# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Merkle tree over the log, as RFC 9162 lays down: https://www.rfc-editor.org/rfc/rfc9162#section-2.1.

Leaves are numbered from 0. A complete subtree of 2**level leaves is a node: (level, index), where node (0, i) is leaf
i. A proof is a list of hashes, in the order of the RFC. A function that checks raises `ProofError`; it never says no by
a value.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol

from oshmark.errors import OshmarkError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""


class ProofError(OshmarkError):
    """A proof does not show what it is said to show."""


class Nodes(Protocol):
    """Where the hashes of complete subtrees are kept."""

    def node(self, level: int, index: int) -> bytes:
        """The hash of the complete subtree over leaves `index * 2**level` and following."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node, from those below it."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The tree as far as it matters for what comes next: the complete subtrees at its right edge, the largest first.

    It takes leaves in order, and needs as many hashes as the size has bits that are set.
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._peaks: list[bytes] = []
        for leaf in leaves:
            self.append(leaf)

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        self._peaks.append(leaf)
        self.size += 1
        size = self.size
        while not size & 1:
            right = self._peaks.pop()
            self._peaks[-1] = node_hash(self._peaks[-1], right)
            size >>= 1

    def root(self) -> bytes:
        """The root of the tree so far."""
        if not self._peaks:
            return EMPTY_ROOT
        *others, found = self._peaks
        for peak in reversed(others):
            found = node_hash(peak, found)
        return found


def root_of(size: int, nodes: Nodes) -> bytes:
    """The root of the tree over the first `size` leaves."""
    return _hash_of(0, size, nodes) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """The proof that leaf `index` is in the tree over the first `size` leaves (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < size:
        raise ProofError(f"A log of {size} entries has none with index {index}.")
    proof: list[bytes] = []
    begin, end = 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            proof.append(_hash_of(middle, end, nodes))
            end = middle
        else:
            proof.append(_hash_of(begin, middle, nodes))
            begin = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, nodes: Nodes) -> list[bytes]:
    """The proof that the tree over `new` leaves begins with that over `old` ones (RFC 9162, 2.1.4.1)."""
    if not 0 <= old <= new:
        raise ProofError(f"A log of {new} entries cannot have grown out of one of {old}.")
    if old in (0, new):
        return []
    proof: list[bytes] = []
    begin, end = 0, new
    while old != end:
        middle = begin + _split(end - begin)
        if old <= middle:
            proof.append(_hash_of(middle, end, nodes))
            end = middle
        else:
            proof.append(_hash_of(begin, middle, nodes))
            begin = middle
    if begin:  # otherwise it is the old root itself, which whoever checks has already
        proof.append(_hash_of(begin, end, nodes))
    return proof[::-1]


def check_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Raise `ProofError` unless the proof leads from the leaf's hash to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        raise ProofError(f"A log of {size} entries has none with index {index}.")
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if not last:
            raise ProofError("The proof is longer than the tree is high.")
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    if last or found != root:
        raise ProofError(f"The proof does not lead from entry {index} to the root of the tree of {size} entries.")


def check_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Raise `ProofError` unless the newer tree begins with the older one (RFC 9162, 2.1.4.2)."""
    if old in (0, new):
        wanted = EMPTY_ROOT if not old else new_root
        if proof or not 0 <= old <= new or old_root != wanted:
            raise ProofError(_INCONSISTENT.format(old=old, new=new))
        return
    if not 0 < old < new:
        raise ProofError(_INCONSISTENT.format(old=old, new=new))
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path or _both_roots(old, new, path) != (old_root, new_root):
        raise ProofError(_INCONSISTENT.format(old=old, new=new))


_INCONSISTENT = "The log of {new} entries did not grow out of that of {old}: something in it was changed or taken out."


def _both_roots(old: int, new: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The roots that the path leads to; `None` where it has another length than the trees ask for."""
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first, second = path[0], path[0]
    for sibling in path[1:]:
        if not last:
            return None
        if place & 1 or place == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        place, last = place >> 1, last >> 1
    return None if last else (first, second)


def _split(size: int) -> int:
    """The largest power of two below `size`, which is 2 or more."""
    return 1 << ((size - 1).bit_length() - 1)


def _hash_of(begin: int, end: int, nodes: Nodes) -> bytes:
    """The hash over leaves `begin` to `end - 1`, a range as the splits of the RFC make them."""
    size = end - begin
    if not size & (size - 1):
        level = size.bit_length() - 1
        return nodes.node(level, begin >> level)
    middle = begin + _split(size)
    return node_hash(_hash_of(begin, middle, nodes), _hash_of(middle, end, nodes))

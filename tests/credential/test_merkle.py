# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tree over the log, held against the reference roots of Certificate Transparency and the words of the RFC."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.credential.merkle import (
    EMPTY_ROOT,
    Frontier,
    ProofError,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
)
from oshmark.credential.tiles import FULL, HEIGHT, WIDTH, Tiles, extended, read_tile_path, tile_path, width_at
from oshmark.errors import BrokenChainError

LEAVES = [bytes.fromhex(one) for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
LEAVES.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The leaves and roots with which the reference implementation of RFC 6962 is tested."""
KNOWN_INCLUSION = {
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
}
KNOWN_CONSISTENCY = {
    (1, 1): (),
    (1, 8): KNOWN_INCLUSION[0, 8],
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}


def naive_root(entries: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\0" + entries[0]).digest()
    k = largest_below(len(entries))
    return hashlib.sha256(b"\1" + naive_root(entries[:k]) + naive_root(entries[k:])).digest()


def naive_path(m: int, entries: list[bytes]) -> list[bytes]:
    """RFC 9162, 2.1.3.1."""
    if len(entries) == 1:
        return []
    k = largest_below(len(entries))
    if m < k:
        return [*naive_path(m, entries[:k]), naive_root(entries[k:])]
    return [*naive_path(m - k, entries[k:]), naive_root(entries[:k])]


def naive_subproof(m: int, entries: list[bytes], *, whole: bool) -> list[bytes]:
    """RFC 9162, 2.1.4.1."""
    if m == len(entries):
        return [] if whole else [naive_root(entries)]
    k = largest_below(len(entries))
    if m <= k:
        return [*naive_subproof(m, entries[:k], whole=whole), naive_root(entries[k:])]
    return [*naive_subproof(m - k, entries[k:], whole=False), naive_root(entries[:k])]


def largest_below(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


class Plain:
    """The nodes of a tree, each worked out from the entries."""

    def __init__(self, entries: list[bytes]) -> None:
        self.entries = entries

    def node(self, level: int, index: int) -> bytes:
        return naive_root(self.entries[index << level : (index + 1) << level])


def entries_of(count: int) -> list[bytes]:
    return [number.to_bytes(4, "big") for number in range(count)]


@pytest.mark.parametrize("size", range(9))
def test_the_reference_roots_come_out(size: int) -> None:
    leaves = [leaf_hash(one) for one in LEAVES[:size]]
    assert root_of(size, Plain(LEAVES)).hex() == ROOTS[size]
    assert Frontier(leaves).root().hex() == ROOTS[size]
    assert naive_root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), KNOWN_INCLUSION)
def test_the_reference_proofs_of_inclusion_come_out(index: int, size: int) -> None:
    proof = inclusion_proof(index, size, Plain(LEAVES))
    assert [one.hex() for one in proof] == list(KNOWN_INCLUSION[index, size])


@pytest.mark.parametrize(("old", "new"), KNOWN_CONSISTENCY)
def test_the_reference_proofs_of_consistency_come_out(old: int, new: int) -> None:
    proof = consistency_proof(old, new, Plain(LEAVES))
    assert [one.hex() for one in proof] == list(KNOWN_CONSISTENCY[old, new])
    check_consistency(old, new, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new]), proof)


SIZES = st.integers(1, 70)


@given(st.data(), SIZES)
def test_a_proof_of_inclusion_is_that_of_the_rfc_and_holds(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    entries = entries_of(size)
    proof = inclusion_proof(index, size, Plain(entries))
    assert proof == naive_path(index, entries)
    check_inclusion(index, size, leaf_hash(entries[index]), proof, naive_root(entries))


@given(st.data(), SIZES)
def test_a_proof_of_consistency_is_that_of_the_rfc_and_holds(data: st.DataObject, new: int) -> None:
    old = data.draw(st.integers(1, new))
    entries = entries_of(new)
    proof = consistency_proof(old, new, Plain(entries))
    assert proof == naive_subproof(old, entries, whole=True)
    check_consistency(old, new, naive_root(entries[:old]), naive_root(entries), proof)


def changed(data: st.DataObject, proof: list[bytes]) -> list[bytes]:
    """A proof with one bit turned, one hash too many or one too few."""
    ways = ["more"] + (["less", "bit", "swap"] if proof else [])
    way = data.draw(st.sampled_from(ways))
    place = data.draw(st.integers(0, max(0, len(proof) - 1)))
    if way == "more":
        return [*proof[:place], data.draw(st.binary(min_size=32, max_size=32)), *proof[place:]]
    if way == "less":
        return proof[:place] + proof[place + 1 :]
    if way == "swap":
        return [hashlib.sha256(proof[0]).digest(), *proof[1:]]
    return [*proof[:place], bytes([proof[place][0] ^ 1]) + proof[place][1:], *proof[place + 1 :]]


@given(st.data(), SIZES)
def test_a_changed_proof_of_inclusion_never_holds(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    entries = entries_of(size)
    proof = changed(data, inclusion_proof(index, size, Plain(entries)))
    with pytest.raises(ProofError):
        check_inclusion(index, size, leaf_hash(entries[index]), proof, naive_root(entries))


@given(st.data(), SIZES)
def test_a_proof_of_inclusion_holds_for_no_other_entry_place_or_root(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    entries = entries_of(size)
    proof, root = inclusion_proof(index, size, Plain(entries)), naive_root(entries)
    wrong = [(index, leaf_hash(b"another"), root), (index, leaf_hash(entries[index]), naive_root([*entries, b"x"]))]
    wrong += [(other, leaf_hash(entries[index]), root) for other in (index - 1, index + 1, size, size + 7, -1)]
    for place, leaf, at in wrong:
        with pytest.raises(ProofError):
            check_inclusion(place, size, leaf, proof, at)


@given(st.data(), st.integers(2, 70))
def test_a_changed_proof_of_consistency_never_holds(data: st.DataObject, new: int) -> None:
    old = data.draw(st.integers(1, new))
    entries = entries_of(new)
    proof = changed(data, consistency_proof(old, new, Plain(entries)))
    with pytest.raises(ProofError):
        check_consistency(old, new, naive_root(entries[:old]), naive_root(entries), proof)


@given(st.data(), st.integers(2, 70))
def test_a_log_that_was_changed_is_not_consistent(data: st.DataObject, new: int) -> None:
    old = data.draw(st.integers(1, new - 1))
    place = data.draw(st.integers(0, old - 1))
    entries = entries_of(new)
    forged = [*entries[:place], b"forged", *entries[place + 1 :]]
    proof = consistency_proof(old, new, Plain(forged))
    with pytest.raises(ProofError):
        check_consistency(old, new, naive_root(entries[:old]), naive_root(forged), proof)


@pytest.mark.parametrize(("old", "new"), [(3, 2), (-1, 4), (5, 0)])
def test_a_log_never_shrinks(old: int, new: int) -> None:
    with pytest.raises(ProofError):
        consistency_proof(old, new, Plain(LEAVES))
    with pytest.raises(ProofError):
        check_consistency(old, new, EMPTY_ROOT, EMPTY_ROOT, [])


def test_every_log_grew_out_of_the_empty_one_and_out_of_itself() -> None:
    root = bytes.fromhex(ROOTS[8])
    check_consistency(0, 8, EMPTY_ROOT, root, [])
    check_consistency(8, 8, root, root, [])
    for wrong in ((0, 8, root, root), (8, 8, EMPTY_ROOT, root)):
        with pytest.raises(ProofError):
            check_consistency(*wrong, [])


def test_what_is_not_there_has_no_proof() -> None:
    for index, size in ((0, 0), (8, 8), (-1, 8)):
        with pytest.raises(ProofError):
            inclusion_proof(index, size, Plain(LEAVES))


class Kept:
    """Tiles in memory, as a database would have them."""

    def __init__(self) -> None:
        self.tiles: dict[tuple[int, int], bytes] = {}
        self.size = 0

    def read(self, level: int, index: int) -> bytes:
        return self.tiles.get((level, index), b"")

    def add(self, leaves: list[bytes]) -> None:
        self.tiles |= extended(self.size, leaves, self.read)
        self.size += len(leaves)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=6))
def test_tiles_give_the_root_however_leaves_come(batches: list[int]) -> None:
    kept, frontier = Kept(), Frontier()
    for number in batches:
        leaves = [leaf_hash(entry) for entry in entries_of(number)]
        kept.add(leaves)
        for leaf in leaves:
            frontier.append(leaf)
        assert root_of(kept.size, Tiles(kept.read)) == frontier.root()


def test_a_large_tree_has_the_tiles_of_the_specification_and_its_proofs_hold() -> None:
    kept, entries = Kept(), entries_of(70_000)
    leaves = [leaf_hash(entry) for entry in entries]
    kept.add(leaves[:65_000])
    kept.add(leaves[65_000:])
    widths = {key: len(tile) // 32 for key, tile in kept.tiles.items()}
    assert sum(level == 0 and width == WIDTH for (level, _index), width in widths.items()) == 273
    assert [widths[0, 273], widths[1, 0], widths[1, 1], widths[2, 0], len(widths)] == [112, 256, 17, 1, 277]
    assert {key: width_at(*key, 70_000) for key in widths} == widths
    tiles, root = Tiles(kept.read), Frontier(leaves).root()
    for index in (0, 255, 256, 65_535, 65_536, 69_999):
        check_inclusion(index, 70_000, leaves[index], inclusion_proof(index, 70_000, tiles), root)
    for old, new in pairwise((1, 255, 256, 257, 65_536, 69_999, 70_000)):
        roots = [Frontier(leaves[:size]).root() for size in (old, new)]
        check_consistency(old, new, roots[0], roots[1], consistency_proof(old, new, tiles))


def test_a_tile_that_is_missing_or_short_is_told() -> None:
    kept = Kept()
    kept.add([leaf_hash(entry) for entry in entries_of(300)])
    kept.tiles[0, 1] = kept.tiles[0, 1][:-32]
    with pytest.raises(BrokenChainError, match="log rebuild"):
        root_of(300, Tiles(kept.read))
    with pytest.raises(BrokenChainError, match="log rebuild"):
        kept.add([leaf_hash(b"next")])


@given(st.integers(0, 10**12), st.integers(1, WIDTH))
def test_the_address_of_a_tile_is_read_as_it_is_written(index: int, width: int) -> None:
    assert read_tile_path(tile_path(index, width)) == (index, width)


def test_addresses_of_tiles_are_those_of_the_specification() -> None:
    assert tile_path(1_234_067) == "x001/x234/067"
    assert tile_path(0, 112) == "000.p/112"
    assert tile_path(273, 112) == "273.p/112"
    wrong = ("", "0", "00", "0000", "x000/000", "000.p/0", "000.p/256", "000.p/01", "000/x000", "x1/000", "000.p/300")
    assert [one for one in wrong if read_tile_path(one) is not None] == []
    assert (1 << HEIGHT, FULL) == (256, 8192)

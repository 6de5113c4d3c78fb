# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opt-out and takedown: recorded acts that leave a tombstone, and no content anywhere."""

from __future__ import annotations

import pytest

from oshmark.adapters.blobs import FILE, Blobs
from oshmark.errors import RefusedError, StateError
from oshmark.library.admission import Outcome
from oshmark.library.events import Kind
from oshmark.library.payload import digest_of
from oshmark.library.withdrawal import Why
from oshmark.web.library.models import Credit, Release, Withdrawal
from oshmark.web.library.withdrawing import delete_payloads
from tests.made_up import REPO, UNCLEAR, manifest
from tests.web.library.actions.conftest import Library, tables

OTHER = "https://github.com/Maker/printer-of-another"


def take(library: Library, address: str, why: Why = Why.TAKEDOWN, reason: str = "a court says so") -> int:
    return library.withdraw(address, why, reason)


def test_what_is_withdrawn_keeps_address_and_version_and_nothing_else(library: Library) -> None:
    library.add(manifest(version="1.0"), manifest(version="2.0"), manifest(version="3.0", licence=UNCLEAR))
    library.add(manifest(repo=OTHER))
    assert take(library, REPO) == 1
    gone = Release.objects.filter(state=Release.WITHDRAWN)
    assert {row.version for row in gone} == {"1.0", "2.0", "3.0"}
    assert {(row.name, row.digest, row.provenance, row.licence, row.latest) for row in gone} == {
        ("", "", "", "", False)
    }
    assert Release.objects.filter(state=Release.ADMITTED).count() == 1
    assert set(Credit.objects.values_list("release__state", flat=True)) == {"admitted"}
    assert Withdrawal.objects.get().reason == "a court says so"


def test_its_manifests_are_deleted_from_the_disk_and_those_of_others_stay(library: Library) -> None:
    secret = "zanzibar-" * 40
    mine, others = manifest(function=secret), manifest(repo=OTHER)
    library.add(mine, others)
    take(library, REPO)
    assert isinstance(library.payloads, Blobs)
    with pytest.raises(StateError, match="missing"):
        library.payloads.get(digest_of(mine))
    assert library.payloads.get(digest_of(others)) == others
    store = library.root.parent / "payloads"
    for path in store.iterdir():
        assert secret.encode() not in path.read_bytes()
    assert (store / FILE).exists()


def test_search_finds_it_no_more_after_the_next_publishing(library: Library) -> None:
    library.add(manifest(version="1.0"), manifest(repo=OTHER))
    library.publish()
    assert len(library.hits()) == 2
    take(library, REPO)
    library.publish()
    assert len(library.hits()) == 1


def test_it_is_refused_when_it_is_found_again_and_its_bytes_are_not_kept(library: Library) -> None:
    take(library, REPO, Why.OPT_OUT, "the maker asked us")
    again = manifest(version="9.0")
    [result] = library.results(again)
    assert result.outcome is Outcome.REFUSE
    assert "the maker asked us" in result.reason
    with pytest.raises(StateError):
        library.payloads.get(digest_of(again))
    assert Kind.REFUSED not in {event.kind for event in library.log()}


@pytest.mark.parametrize(
    "address", [REPO, "/m/github.com/maker/printer", "https://github.com/maker", "/m/github.com", "https://github.com/"]
)
def test_a_withdrawal_holds_for_all_that_lies_below_its_address(library: Library, address: str) -> None:
    repo = "https://github.com/Maker/Printer"
    assert library.add(manifest(repo=repo), manifest(repo="https://gitlab.com/maker/printer")) == [Outcome.ADMIT] * 2
    library.add(manifest(repo=repo, version="7"), folder="nozzle")
    if address == REPO:
        address = repo
    assert take(library, address) == 2
    assert list(Release.objects.filter(state="admitted").values_list("module__host", flat=True)) == ["gitlab.com"]
    assert (
        library.add(manifest(repo=repo, version="8"), manifest(repo=repo, version="8"), folder="bed")
        == [Outcome.REFUSE] * 2
    )


def test_a_neighbour_with_a_longer_or_differently_written_name_stays(library: Library) -> None:
    near = [
        "https://example.org/maker/printer2",
        "https://example.org/maker/printer-x",
        "https://example.org/Maker/printer",
    ]
    library.add(*(manifest(repo=repo) for repo in near))
    assert take(library, "https://example.org/maker/printer") == 0
    assert Release.objects.filter(state="admitted").count() == 3


def test_what_was_lifted_comes_back_when_it_is_added_anew_and_not_before(library: Library) -> None:
    library.add(manifest(version="1.0"))
    take(library, REPO, Why.OPT_OUT, "asked")
    library.lift(REPO)
    assert Release.objects.get().state == Release.WITHDRAWN
    assert library.add(manifest(version="1.0")) == [Outcome.ADMIT]
    assert Release.objects.get().state == Release.ADMITTED


def test_a_library_made_anew_equals_the_lived_one_although_the_manifests_are_gone(library: Library) -> None:
    library.add(manifest(version="1.0"), manifest(version="2.0"), manifest(version="0.1", licence=UNCLEAR))
    library.add(manifest(version="1.0", function="changed"), manifest(repo=OTHER))
    take(library, REPO)
    library.allow(UNCLEAR)
    library.lift(REPO)
    library.add(manifest(version="2.0"), manifest(version="4.0"))
    take(library, OTHER, Why.OPT_OUT, "asked")
    before = tables()
    assert library.rebuild() == len(library.log())
    assert tables() == before


def test_deleting_may_be_done_again_after_a_machine_that_stopped(library: Library) -> None:
    raw = manifest()
    library.add(raw)
    take(library, REPO)
    library.payloads.put_many([raw])
    assert delete_payloads(library.payloads) == 1
    with pytest.raises(StateError):
        library.payloads.get(digest_of(raw))


@pytest.mark.parametrize(
    ("address", "reason", "says"),
    [
        ("printer", "why", "no address"),
        ("ftp://example.org/x", "why", "no address"),
        ("/m/", "why", "no address"),
        ("/m/github.com/a/-/v/1", "why", "no address"),
        (REPO, "  ", "reason"),
    ],
)
def test_what_cannot_be_withdrawn_is_refused(library: Library, address: str, reason: str, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        take(library, address, reason=reason)
    assert library.log() == []


def test_nothing_is_withdrawn_twice_or_lifted_without_having_been_withdrawn(library: Library) -> None:
    take(library, REPO)
    with pytest.raises(RefusedError, match="already"):
        take(library, REPO)
    with pytest.raises(RefusedError, match="not left out"):
        library.lift(OTHER)
    assert len(library.log()) == 1

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Allowing a licence: exactly what waits for it is admitted, in the same act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.credential.events import verify_chain
from oshmark.errors import RefusedError, StateError
from oshmark.library.admission import Outcome
from oshmark.library.events import Kind
from oshmark.library.payload import digest_of
from oshmark.web.library.models import AllowedLicence, Release
from tests.made_up import NOT_OPEN, REPO, UNCLEAR, manifest
from tests.web.library.actions.conftest import Library, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

WAIT_FOR_IT = [
    UNCLEAR,
    UNCLEAR.lower(),
    f"{UNCLEAR} OR CC-BY-NC-4.0",
    f"{UNCLEAR} AND MIT",
]
WAIT_FOR_SOMETHING_ELSE = [
    "LicenseRef-Lark-Licence-2",
    "LicenseRef-Hawk-Licence",
    f"{UNCLEAR} AND LicenseRef-Hawk-Licence",
    f"{UNCLEAR} AND CC-BY-NC-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-NC-ND-4.0",
    None,
]


def waiting() -> set[str]:
    return set(Release.objects.filter(state="waiting").values_list("licence_written", flat=True))


def test_exactly_those_that_wait_for_it_are_admitted(library: Library) -> None:
    licences = [*WAIT_FOR_IT, *WAIT_FOR_SOMETHING_ELSE]
    outcomes = library.add(*(manifest(repo=f"{REPO}-{n}", licence=licence) for n, licence in enumerate(licences)))
    assert outcomes == [Outcome.QUARANTINE] * len(licences)
    freed = library.allow(UNCLEAR)
    assert freed == [f"/m/git.example.org/lark/printer-{n}/-/v/1.0.0" for n in range(len(WAIT_FOR_IT))]
    assert set(Release.objects.filter(state="admitted", latest=True).values_list("address", flat=True)) == set(freed)
    assert waiting() == {licence or "" for licence in WAIT_FOR_SOMETHING_ELSE}


def test_the_act_and_what_it_frees_are_one_run_of_events(library: Library) -> None:
    raw = manifest(licence=UNCLEAR)
    library.add(raw, manifest(licence=NOT_OPEN, version="2"))
    library.allow(UNCLEAR, reason="it is the MIT licence")
    act, freed = library.log()[2:]
    assert (act.kind, act.subject, act.data) == (Kind.LICENCE_ALLOWED, UNCLEAR, {"reason": "it is the MIT licence"})
    assert (freed.kind, freed.data["digest"]) == (Kind.ADMITTED, digest_of(raw))
    assert freed.data["reason"] == "its licence was allowed: it is the MIT licence"
    allowed = AllowedLicence.objects.get()
    assert (allowed.licence, allowed.reason, allowed.event, allowed.allowed_at) == (
        UNCLEAR, "it is the MIT licence", 3, library.now,
    )  # fmt: skip
    assert verify_chain(library.log()) == freed.hash


def test_what_comes_later_under_it_is_admitted_at_once(library: Library) -> None:
    assert library.allow(UNCLEAR) == []
    assert library.add(manifest(licence=UNCLEAR)) == [Outcome.ADMIT]
    assert library.add(manifest(licence=NOT_OPEN, version="2")) == [Outcome.QUARANTINE]


def test_one_that_waits_in_the_newest_version_becomes_the_latest(library: Library) -> None:
    library.add(manifest(version="1.0"), manifest(version="2.0", licence=UNCLEAR))
    library.allow(UNCLEAR)
    assert Release.objects.get(latest=True).version == "2.0"
    assert set(Release.objects.values_list("version", "touched")) == {("1.0", 4), ("2.0", 4)}


@pytest.mark.parametrize(
    ("licence", "says"),
    [
        ("CC-BY-NC-4.0", "can not be allowed, because it is not open"),
        ("CC-BY-ND-4.0", "can not be allowed, because it is not open"),
        ("cc by nc nd 4.0", "can not be allowed, because it is not open"),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/", "can not be allowed, because it is not open"),
        ("LicenseRef-NonCommercial", "can not be allowed, because it is not open"),
        (f"{UNCLEAR} AND CC-BY-NC-4.0", "can not be allowed, because it is not open"),
        ("MIT", "is open already"),
        ("CERN-OHL-S-2.0", "is open already"),
        ("", "Name the licence"),
        (" \n", "Name the licence"),
    ],
)
def test_what_is_open_or_never_can_be_is_refused(library: Library, licence: str, says: str) -> None:
    library.add(manifest(licence=NOT_OPEN))
    before = tables()
    with pytest.raises(RefusedError, match=says):
        library.allow(licence)
    assert (tables(), len(library.log())) == (before, 1)


def test_a_reason_is_asked_for(library: Library) -> None:
    with pytest.raises(RefusedError, match="needs a reason"):
        library.allow(UNCLEAR, reason=" ")
    assert library.log() == []


def test_a_licence_is_allowed_once(library: Library) -> None:
    library.allow(UNCLEAR)
    with pytest.raises(RefusedError, match="has been allowed already"):
        library.allow(UNCLEAR, reason="again")
    assert len(library.log()) == 1


class Gone:
    """Payloads of which one is missing."""

    def __init__(self, library: Library, digest: str) -> None:
        self.payloads, self.digest = library.payloads, digest

    def put_many(self, raws: Sequence[bytes]) -> list[str]:
        return self.payloads.put_many(raws)

    def remove_many(self, digests: Sequence[str]) -> None:
        self.payloads.remove_many(digests)

    def get(self, digest: str) -> bytes:
        if digest == self.digest:
            raise StateError(f"Payload {digest} is missing.")
        return self.payloads.get(digest)


def test_a_missing_payload_stops_the_act_before_anything_is_done(library: Library) -> None:
    raws = [manifest(repo=f"{REPO}-{n}", licence=UNCLEAR) for n in range(3)]
    library.add(*raws)
    before = tables()
    library.payloads = Gone(library, digest_of(raws[2]))
    with pytest.raises(StateError, match="is missing"):
        library.allow(UNCLEAR)
    assert (tables(), len(library.log())) == (before, 3)

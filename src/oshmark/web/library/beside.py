# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What other rooms know of a release and its page shows: labels and certificates. They say here how to ask them, for
the library knows nothing of rooms that are built on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from oshmark.library.payload import Payloads
from oshmark.ontology.graph import Graph


class LabelLine(msgspec.Struct, frozen=True):
    """A label that was given to a release: its number, its page, who makes the thing and where, whether it ended."""

    number: str
    href: str
    producer: str
    place: str
    ended: bool


Beside = tuple[str, Graph | None]
"""An address that is published beside releases, and its graph; none for what is published no longer."""
TellBeside = Callable[[str, Payloads, int | None], Iterable[Beside]]
"""Address of the instance, payloads, event number: what has changed after that event, or everything without one."""

_beside: list[TellBeside] = []


def publish_beside(tell: TellBeside) -> None:
    """Say what is published beside the releases."""
    _beside[:] = [tell]


def published_beside(site: str, payloads: Payloads, after: int | None) -> Iterable[Beside]:
    """What is published beside the releases and has changed after an event; everything without one."""
    return _beside[0](site, payloads, after) if _beside else ()


FindLabels = Callable[[str], tuple[LabelLine, ...]]


def _nobody(address: str) -> tuple[LabelLine, ...]:
    del address
    return ()


_find: list[FindLabels] = [_nobody]


def ask_for_labels(find: FindLabels) -> None:
    """Say how labels of a release are found."""
    _find[0] = find


def labels_of(address: str) -> tuple[LabelLine, ...]:
    """The labels of a release, running ones first."""
    return _find[0](address)


class Certified(msgspec.Struct, frozen=True):
    """What certification says of a release: a row for each certificate, and one for each attestation that its manifest
    claims, as the page shows them."""

    certificates: Sequence[Any] = ()
    attestations: Sequence[Any] = ()


FindCertificates = Callable[[str, Sequence[str], datetime], Certified]
"""Address of a release, what its manifest claims, now → what certification says."""
CertificatesState = Callable[[str, datetime], object]
"""Address of a release, now → what changes whenever that may have changed."""

TellCertified = Callable[[Graph, str, Sequence[str], datetime], None]
"""Graph of a release, its address, what its manifest claims, now: says in the graph what the claims are worth."""

_certificates: list[tuple[FindCertificates, CertificatesState, TellCertified]] = []


def ask_for_certificates(find: FindCertificates, state: CertificatesState, tell: TellCertified) -> None:
    """Say how certificates of a release are found."""
    _certificates[:] = [(find, state, tell)]


def certified(address: str, claims: Sequence[str], now: datetime) -> Certified:
    """What certification says of a release; nothing where nobody certifies."""
    return _certificates[0][0](address, claims, now) if _certificates else Certified()


def certified_state(address: str, now: datetime) -> object:
    """What changes whenever `certified` may say something else."""
    return _certificates[0][1](address, now) if _certificates else None


def tell_certified(graph: Graph, address: str, claims: Sequence[str], now: datetime) -> None:
    """Say in the graph of a release what the attestations that it claims are worth."""
    if _certificates and claims:
        _certificates[0][2](graph, address, claims, now)

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What other rooms know of a release and its page shows: labels and certificates. They say here how to ask them, for
the library knows nothing of rooms that are built on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec


class LabelLine(msgspec.Struct, frozen=True):
    """A label that was given to a release: its number, its page, who makes the thing and where, whether it ended."""

    number: str
    href: str
    producer: str
    place: str
    ended: bool


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

_certificates: list[tuple[FindCertificates, CertificatesState]] = []


def ask_for_certificates(find: FindCertificates, state: CertificatesState) -> None:
    """Say how certificates of a release are found."""
    _certificates[:] = [(find, state)]


def certified(address: str, claims: Sequence[str], now: datetime) -> Certified:
    """What certification says of a release; nothing where nobody certifies."""
    return _certificates[0][0](address, claims, now) if _certificates else Certified()


def certified_state(address: str, now: datetime) -> object:
    """What changes whenever `certified` may say something else."""
    return _certificates[0][1](address, now) if _certificates else None

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Leaving something out of the library, and letting it in again: recorded acts, each with a reason that is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.errors import RefusedError
from oshmark.label.events import Kind as LabelKind
from oshmark.library.events import Kind
from oshmark.library.withdrawal import MODULES, Why, covering, withdrawn_address
from oshmark.values.iri import read_target
from oshmark.web.archive import files as archived
from oshmark.web.audit.actions import Log, events_of
from oshmark.web.audit.writing import writing
from oshmark.web.library.models import Release, Withdrawal
from oshmark.web.library.projection import apply, identity_of, never_read
from oshmark.web.library.recorded_acts import WITHDRAWALS, below
from oshmark.web.seen.files import forget_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oshmark.library.payload import Payloads
    from oshmark.values.iri import ModuleId

KINDS = {why: kind for kind, why in WITHDRAWALS.items()}
NAMING = [Kind.ADMITTED, Kind.QUARANTINED, Kind.CHANGE_NOTICED]
"""Events that name a module and a payload of it."""
OF_LABELS = [LabelKind.ISSUED, LabelKind.DECLARED]
"""Events that name payloads of a label: the first of each label says of which release it is."""


class Withdrawn(msgspec.Struct, frozen=True):
    """What an act has withdrawn: the address it names, and how many modules lie there."""

    address: str
    modules: int


def withdraw(written: str, why: Why, *, reason: str, payloads: Payloads, actor: str, now: datetime) -> Withdrawn:
    """Leave out what has this address and what lies below it: the pages keep a tombstone, manifests and
    archived files are deleted.

    Raises `RefusedError` for what is no address, for one that is left out already, and for an act without a reason.
    """
    address = withdrawn_address(written)
    _check_reason(reason)
    with writing():
        if Withdrawal.objects.filter(address=address).exists():
            raise RefusedError(f"{address} is left out of the library already.")
        _record(KINDS[why], address, reason, actor, now)
        releases = list(Release.objects.filter(module__in=below(address)).values_list("address", flat=True))
        forget_files(releases)
        archived.forget(releases, now)
        modules = below(address).count()
    delete_payloads(payloads)
    archived.delete()
    return Withdrawn(address, modules)


def lift(written: str, *, reason: str, actor: str, now: datetime) -> str:
    """Let in again what was left out, and give its address. Nothing comes back by itself: it has to be added anew."""
    address = withdrawn_address(written)
    _check_reason(reason)
    with writing():
        if not Withdrawal.objects.filter(address=address).exists():
            above = "An address above it may be: name that one, as its tombstone does."
            raise RefusedError(f"{address} is not left out of the library. {above}")
        _record(Kind.WITHDRAWAL_LIFTED, address, reason, actor, now)
    return address


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise RefusedError("This needs a reason; it is recorded, and shown where the content was.")


def _record(kind: Kind, address: str, reason: str, actor: str, now: datetime) -> None:
    log = Log(actor=actor, now=now)
    event = log.append(kind, address, {"reason": reason})
    log.write()
    apply([event], never_read)


def delete_payloads(payloads: Payloads) -> int:
    """Delete every manifest of what is left out, and what was declared in labels of it, and give their number. It may
    be done again at any time, as after a machine that stopped in the middle. What something else has word for word
    stays."""
    addresses = set(Withdrawal.objects.values_list("address", flat=True))
    doomed: set[str] = set()
    needed: set[str] = set()
    modules: dict[str, ModuleId] = {}
    for event in events_of(NAMING):
        if "module" in event.data:
            modules[event.subject] = identity_of(event)
        module = modules.get(event.subject)
        covered = module is not None and not addresses.isdisjoint(covering(module))
        (doomed if covered else needed).add(event.data["digest"])
    for covered, digests in _label_payloads(addresses):
        (doomed if covered else needed).update(digests)
    gone = sorted(doomed - needed)
    payloads.remove_many(gone)
    return len(gone)


def _label_payloads(addresses: set[str]) -> Iterator[tuple[bool, list[str]]]:
    """Of every event of a label whether its release is left out, and the digests of what was declared."""
    covered: dict[str, bool] = {}
    for event in events_of(OF_LABELS):
        if "release" in event.data:
            target = read_target(event.data["release"].removeprefix(MODULES))
            covered[event.subject] = target is not None and not addresses.isdisjoint(covering(target.module))
        digests = [event.data[key] for key in ("declaration", "bill") if key in event.data]
        yield covered.get(event.subject, False), digests


def withdrawal_of(module: ModuleId) -> Withdrawal | None:
    """The withdrawal that holds for a module, the nearest one."""
    rows = {row.address: row for row in Withdrawal.objects.filter(address__in=covering(module))}
    return next((rows[address] for address in covering(module) if address in rows), None)

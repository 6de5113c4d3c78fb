# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""From acts of maintainers to rows: licences that are allowed, what is withdrawn, which agents are one.

These touch rows of any number of modules, so each is applied alone, straight to the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from oshmark.library.events import Kind
from oshmark.library.withdrawal import Why
from oshmark.web.library.models import AgentAlias, AllowedLicence, Credit, Module, Release, Withdrawal

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from oshmark.credential.events import Event

WITHDRAWALS = {Kind.OPTED_OUT: Why.OPT_OUT, Kind.TAKEN_DOWN: Why.TAKEDOWN}
PLACES = frozenset({Kind.MOVED, Kind.GONE, Kind.BACK})
ACTS = frozenset(
    {Kind.LICENCE_ALLOWED, Kind.WITHDRAWAL_LIFTED, Kind.AGENTS_MERGED, Kind.AGENT_SPLIT, *WITHDRAWALS, *PLACES},
)


def apply_act(event: Event) -> None:
    """Bring the tables to the state after an act."""
    match Kind(event.kind):
        case Kind.LICENCE_ALLOWED:
            AllowedLicence.objects.create(
                licence=event.subject, reason=event.data["reason"], allowed_at=event.at, event=event.number
            )
        case Kind.OPTED_OUT | Kind.TAKEN_DOWN:
            _withdraw(event)
        case Kind.WITHDRAWAL_LIFTED:
            Withdrawal.objects.filter(address=event.subject).delete()
        case Kind.MOVED:
            Module.objects.filter(address=event.subject).update(moved_to=event.data["now"])
            touch_moved([event.subject], event.number)
        case Kind.GONE:
            of_repository(event.subject).update(gone_at=event.at)
        case Kind.BACK:
            moved = of_repository(event.subject).exclude(moved_to="")
            back = list(moved.values_list("address", flat=True))
            of_repository(event.subject).update(gone_at=None, moved_to="")
            touch_moved(back, event.number)
        case Kind.AGENTS_MERGED:
            _merge(event)
        case Kind.AGENT_SPLIT:
            touch_releases_of([event.subject], event.number)
            AgentAlias.objects.filter(address=event.subject).delete()
        case Kind.ADMITTED | Kind.QUARANTINED | Kind.REFUSED | Kind.CHANGE_NOTICED:
            raise ValueError(event.kind)


def below(address: str) -> QuerySet[Module]:
    """The modules at an address and below it."""
    # A range and not a prefix, which SQLite compares without regard to capital letters; `0` follows `/`.
    return Module.objects.filter(Q(address=address) | Q(address__gt=f"{address}/", address__lt=f"{address}0"))


def of_repository(address: str) -> QuerySet[Module]:
    """The modules of the repository whose first module has this address."""
    return Module.objects.filter(Q(address=address) | Q(address__gt=f"{address}/-/in/", address__lt=f"{address}/-/in0"))


def _withdraw(event: Event) -> None:
    """Keep of every release its address, its version and the act."""
    releases = Release.objects.filter(module__in=below(event.subject))
    Credit.objects.filter(release__in=releases).delete()
    releases.update(**empty(event))
    Withdrawal.objects.create(
        address=event.subject,
        why=WITHDRAWALS[Kind(event.kind)].value,
        reason=event.data["reason"],
        withdrawn_at=event.at,
        event=event.number,
    )


def empty(event: Event) -> dict[str, object]:
    """The columns of a release that is withdrawn, or of one whose manifest is not to be read any more."""
    return {
        "state": Release.WITHDRAWN,
        **dict.fromkeys(_TEXTS, ""),
        "completeness": 0,
        "latest": False,
        "decided_at": event.at,
        "decided_by": event.number,
        "touched": event.number,
    }


_TEXTS = (
    "digest", "noticed", "name", "licence_written", "licence", "licence_class", "openness", "reason", "provenance",
)  # fmt: skip


def _merge(event: Event) -> None:
    """One agent becomes an alias of another; what was an alias of it follows."""
    kept, gone = event.data["kept"], event.subject
    same = [gone, *AgentAlias.objects.filter(merged_into=gone).values_list("address", flat=True)]
    AgentAlias.objects.filter(merged_into=gone).update(merged_into=kept)
    AgentAlias.objects.create(
        address=gone, merged_into=kept, reason=event.data["reason"], merged_at=event.at, event=event.number
    )
    touch_releases_of(same, event.number)


def touch_moved(addresses: list[str], number: int) -> None:
    """Have these modules, and those that have become one of them, published anew: the search lists a module at one
    place."""
    way: set[str] = set()
    while addresses := [address for address in addresses if address not in way]:
        Release.objects.filter(module__address__in=addresses, latest=True, touched__lt=number).update(touched=number)
        way.update(addresses)
        addresses = list(Module.objects.filter(moved_to__in=addresses).values_list("address", flat=True))


def touch_releases_of(agents: list[str], number: int) -> None:
    """Have every release that names one of these agents published anew."""
    Release.objects.filter(credits__agent__in=agents).update(touched=number)

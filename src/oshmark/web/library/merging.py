# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saying that two agents are one, and taking it back: recorded acts, each with a reason that is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.errors import RefusedError
from oshmark.library.events import Kind
from oshmark.web.audit.actions import Log
from oshmark.web.audit.writing import writing
from oshmark.web.library.models import AgentAlias, Credit
from oshmark.web.library.projection import apply, never_read

if TYPE_CHECKING:
    from datetime import datetime


def merge_agents(kept: str, gone: str, *, reason: str, actor: str, now: datetime) -> None:
    """Record that the agent at `gone` is the one at `kept`; both are addresses like `/a/name/example.org/Wilma`.

    Raises `RefusedError` for agents that nobody names, for one that is an alias already, and without a reason.
    """
    _check_reason(reason)
    with writing():
        if kept == gone:
            raise RefusedError("An agent is itself already: name two addresses.")
        for address in (kept, gone):
            _check_known(address)
        for address in (kept, gone):
            _check_no_alias(address)
        _record(Kind.AGENTS_MERGED, gone, {"kept": kept, "reason": reason}, actor, now)


def split_agent(address: str, *, reason: str, actor: str, now: datetime) -> None:
    """Record that an agent is another one after all.

    Raises `RefusedError` for an agent that was not merged, and without a reason.
    """
    _check_reason(reason)
    with writing():
        if not AgentAlias.objects.filter(address=address).exists():
            raise RefusedError(f"{address} was not merged into another agent.")
        _record(Kind.AGENT_SPLIT, address, {"reason": reason}, actor, now)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise RefusedError("Say why these are one agent, or two: the reason is recorded and public.")


def _check_known(address: str) -> None:
    if not Credit.objects.filter(agent=address).exists():
        raise RefusedError(f"No release of the library names an agent {address}. Copy the address of its page.")


def _check_no_alias(address: str) -> None:
    alias = AgentAlias.objects.filter(address=address).first()
    if alias is not None:
        raise RefusedError(f"{address} was merged into {alias.merged_into} already: name that one, or split it first.")


def _record(kind: Kind, address: str, data: dict[str, str], actor: str, now: datetime) -> None:
    log = Log(actor=actor, now=now)
    event = log.append(kind, address, data)
    log.write()
    apply([event], never_read)


def merged_agents() -> dict[str, str]:
    """Every alias with the agent that it is."""
    return dict(AgentAlias.objects.values_list("address", "merged_into"))

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Persons and organisations as admitted releases name them, after merges. Of what waits or is withdrawn nobody is
known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.db.models import Count

from oshmark.library.credits import after_merges
from oshmark.library.privacy import without_emails
from oshmark.manifest.agent_iri import agent_path, repository_host
from oshmark.web import wiring
from oshmark.web.library.models import AgentAlias, Credit, Release
from oshmark.web.library.presentation import Who, one_line, who

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.manifest.model import Manifest

MAX_WAYS = 200
"""Ways to name one agent that are looked at."""


class Named(msgspec.Struct, frozen=True):
    """One way in which releases name an agent, and how many do."""

    name: str
    role: str
    organisation: bool
    url: str
    releases: int


def aliases_of(address: str) -> list[AgentAlias]:
    """What was merged into an agent."""
    return list(AgentAlias.objects.filter(merged_into=address).order_by("address"))


def named(address: str) -> list[Named]:
    """How admitted releases name the agent at an address, the most frequent way first; empty for one that none names.

    An alias has no names of its own: they are those of the agent that it is.
    """
    addresses = [address, *(alias.address for alias in aliases_of(address))]
    rows = Credit.objects.filter(agent__in=addresses, release__state=Release.ADMITTED)
    counted = rows.values_list("name", "role", "organisation", "url").annotate(releases=Count("pk"))
    return [Named(*row) for row in counted.order_by("-releases", "name", "url")[:MAX_WAYS]]


def agent_name(address: str) -> str:
    """The name of an agent for a link, or the end of its address where nobody names it."""
    known = named(address)
    return one_line(known[0].name if known else address.rpartition("/")[2], 80)


def agent_pages(manifest: Manifest) -> dict[Who, str]:
    """The pages of those whom a manifest names, by `who`; placeholders have none."""
    agents = (*manifest.licensor, *manifest.organization)
    host, key = repository_host(manifest.repo), wiring.mail_key()
    found = {who(agent): address for agent in agents if (address := agent_path(agent, host, key)) is not None}
    merged = _merged(found.values())
    return {one: after_merges(address, merged) for one, address in found.items() if is_public(address)}


def is_public(address: str) -> bool:
    """Whether an address has no e-mail address in it, as that of somebody's page may have."""
    return without_emails(address) == address


def _merged(addresses: Iterable[str]) -> dict[str, str]:
    rows = AgentAlias.objects.filter(address__in=list(addresses)[:MAX_WAYS])
    return dict(rows.values_list("address", "merged_into"))

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is named by a manifest, and in which role: what the pages of persons and organisations are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.library.privacy import without_emails
from oshmark.manifest.agent_iri import agent_path, is_organisation, repository_host
from oshmark.manifest.paths import is_link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oshmark.manifest.model import Agent, Manifest

LICENSOR = "licensor"
ORGANIZATION = "organization"


class Credit(msgspec.Struct, frozen=True):
    """An agent in a role: its address below the instance (`/a/…`), `licensor` or `organization`, the name as it is
    written, whether it is an organisation, and its own page where the manifest links one."""

    agent: str
    role: str
    name: str
    organisation: bool
    url: str = ""


def credits_of(manifest: Manifest, mail_key: bytes) -> tuple[Credit, ...]:
    """Everybody that a manifest names, each once a role; nobody for placeholders. `mail_key` is the instance's secret
    for agents that are known by e-mail."""
    host = repository_host(manifest.repo)
    found: dict[tuple[str, str], Credit] = {}
    for role, agents in ((LICENSOR, manifest.licensor), (ORGANIZATION, manifest.organization)):
        for agent in agents:
            address = agent_path(agent, host, mail_key)
            if address is not None:
                found.setdefault((address, role), _credit(address, role, agent))
    return tuple(found.values())


def _credit(address: str, role: str, agent: Agent) -> Credit:
    organisation = is_organisation(agent, as_organisation=role == ORGANIZATION)
    url = agent.url if agent.url and is_link(agent.url) else ""
    return Credit(address, role, without_emails(agent.name), organisation, without_emails(url))


def after_merges(address: str, merged: Mapping[str, str]) -> str:
    """The agent that an address stands for, when some were found to be the same."""
    return merged.get(address, address)

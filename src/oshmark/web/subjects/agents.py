# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A person or an organisation, as the manifests of admitted releases name it. E-mail addresses are never shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from oshmark.library.credits import LICENSOR, ORGANIZATION
from oshmark.library.credits import Credit as Credited
from oshmark.library.subject_rdf import Member, agent_graph
from oshmark.manifest.to_rdf import THIS
from oshmark.values.iri import unstep
from oshmark.web.library.agents import Named, aliases_of, is_public, named
from oshmark.web.library.models import AgentAlias, Credit, Release
from oshmark.web.library.presentation import one_line, shown
from oshmark.web.library.repository_links import safe_link
from oshmark.web.subjects.subject import Subject, member_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.library.record import SearchRecord

FACET = "agent"
PREDICATES = {LICENSOR: "okh:licensor", ORGANIZATION: "okh:organization"}
MAX_NAMES = 20


def agent_subject(address: str) -> Subject | None:
    """Whoever an admitted release names with this address; `None` for all others."""
    known = named(address) if is_public(address) else []
    if not known:
        return None
    aliases = aliases_of(address)
    return Subject(
        address=address,
        name=one_line(known[0].name),
        facet=FACET,
        value=address,
        template="agent",
        context=_context(address, known, aliases),
        data=_data(known, aliases),
        graph=lambda document: agent_graph(
            document,
            [Credited(address, one.role, one.name, one.organisation, one.url) for one in known],
            [alias.address for alias in aliases if is_public(alias.address)],
            settings.BASE_URL,
        ),
        term=THIS,
        members=lambda records: _members(address, aliases, records),
    )


def _members(address: str, aliases: Sequence[AgentAlias], records: Sequence[SearchRecord]) -> list[Member]:
    """What the agent is to each of some releases."""
    credited = Credit.objects.filter(
        agent__in=[address, *(alias.address for alias in aliases)],
        release__address__in=[record.address for record in records],
        release__state=Release.ADMITTED,
    )
    roles: dict[str, set[str]] = {}
    for release, role in credited.values_list("release__address", "role"):
        roles.setdefault(release, set()).add(role)
    return [
        member_of(record, tuple(PREDICATES[role] for role in sorted(roles.get(record.address, ()))))
        for record in records
    ]


def _context(address: str, known: Sequence[Named], aliases: Sequence[AgentAlias]) -> dict[str, Any]:
    names = list(dict.fromkeys(one_line(one.name) for one in known))
    return {
        "kind": _("Organisation") if is_organisation(known) else _("Person"),
        "names": names[1 : MAX_NAMES + 1],
        "roles": [_role_text(role, count) for role, count in _roles(known).items()],
        "pages": _pages(known),
        "identified": _identified(address),
        "merged": [
            {"address": alias.address, "reason": shown(alias.reason).text, "merged_at": alias.merged_at}
            for alias in aliases
            if is_public(alias.address)
        ],
    }


def is_organisation(known: Sequence[Named]) -> bool:
    """Whether most releases take an agent for an organisation."""
    organisation = sum(one.releases for one in known if one.organisation)
    return organisation * 2 >= sum(one.releases for one in known)


def _roles(known: Sequence[Named]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in known:
        counts[one.role] = counts.get(one.role, 0) + one.releases
    return counts


def _role_text(role: str, count: int) -> dict[str, Any]:
    words = {LICENSOR: _("Gives the licence"), ORGANIZATION: _("Organisation behind it")}
    return {"text": words.get(role, role), "count": count}


def _pages(known: Sequence[Named]) -> list[Any]:
    """The pages that manifests link, http and https only."""
    links = dict.fromkeys(link for one in known if (link := safe_link(one.url)))
    return [shown(link.partition("://")[2].rstrip("/"), href=link) for link in links][:MAX_NAMES]


def _identified(address: str) -> str:
    """By what the library takes two names for one agent."""
    _empty, _a, kind, *keys = address.split("/")
    if kind == "orcid":
        return _("Known by the ORCID %(orcid)s.") % {"orcid": unstep(keys[0])}
    if kind == "web":
        return _("Known by a page of their own.")
    if kind == "mail":
        return _("Known by an e-mail address, which is not shown anywhere.")
    return _("Known by name only, within %(host)s. The same name elsewhere may be somebody else.") % {
        "host": one_line(unstep(keys[0]), 80)
    }


def _data(known: Sequence[Named], aliases: Sequence[AgentAlias]) -> dict[str, Any]:
    return {
        "name": known[0].name,
        "names": list(dict.fromkeys(one.name for one in known)),
        "kind": "organization" if is_organisation(known) else "person",
        "roles": _roles(known),
        "pages": list(dict.fromkeys(link for one in known if (link := safe_link(one.url)))),
        "merged": [f"{settings.BASE_URL}{alias.address}" for alias in aliases if is_public(alias.address)],
    }

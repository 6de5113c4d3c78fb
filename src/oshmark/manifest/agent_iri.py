# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who an agent is: by ORCID, else by address, else by e-mail, else by name within one host.

An e-mail address identifies, but is never published: it enters the address as a keyed digest only. A placeholder such
as `ANONYMOUS` is nobody, so that strangers are not taken for one person.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from oshmark.manifest.paths import Address, read_address
from oshmark.manifest.placeholders import is_placeholder
from oshmark.values.iri import agent_address

if TYPE_CHECKING:
    from oshmark.manifest.model import Agent

_ORCID = re.compile(r"https?://(?:www\.)?orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?", re.IGNORECASE)
MAIL_DIGITS = 32
_ORGANISATION = re.compile(
    r"\b(gmbh|e\.?\s?v\.?|ltd|inc|llc|corp|b\.?v\.?|s\.?a\.?|ag|ug|foundation|university|universit[aä]t|institute|company"
    r"|association|society|collective|laborator(?:y|ies)|labs?|technologies|industries|works|makerspace|hackerspace)\b\.?",
    re.IGNORECASE,
)


def agent_path(agent: Agent, host: str, mail_key: bytes) -> str | None:
    """The address of an agent below the instance; `None` for nobody. `mail_key` is the secret of the instance."""
    if agent.url:
        orcid = _ORCID.fullmatch(agent.url)
        if orcid:
            return agent_address("orcid", orcid[1].upper())
        if isinstance(read_address(agent.url), Address):
            parts = urlsplit(agent.url)
            return agent_address("web", f"{(parts.hostname or '').lower()}{parts.path.rstrip('/')}")
    if agent.email:
        digest = hmac.new(mail_key, agent.email.strip().lower().encode(), hashlib.sha256).hexdigest()
        return agent_address("mail", digest[:MAIL_DIGITS])
    name = " ".join(agent.name.split())
    return None if is_placeholder(name) else agent_address("name", host or "unknown", name)


def repository_host(repo: str | None) -> str:
    """The host within which a bare name means one agent; empty where the manifest names no repository."""
    try:
        return (urlsplit(repo or "").hostname or "").lower()
    except ValueError:
        return ""


def is_organisation(agent: Agent, *, as_organisation: bool) -> bool:
    """Whether the agent is an organisation: it says so, stands under `organization`, or is named like one."""
    if agent.kind is not None:
        return agent.kind == "organization"
    return as_organisation or _ORGANISATION.search(agent.name) is not None

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Licensors and organisations: from a text, a table or a list of either to agents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from oshmark.manifest import rules
from oshmark.manifest.coerce import each, one_text, together
from oshmark.manifest.context import Aside, Context, Partly, kind_of
from oshmark.manifest.model import Agent

if TYPE_CHECKING:
    from oshmark.manifest.fields import Field
    from oshmark.values.finding import KeyPath

_ADDRESS = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
_EMAIL = re.compile(_ADDRESS)
_EMAILS = re.compile(rf"[<(\[]?(?:mailto:)?{_ADDRESS}(?:[,;] ?(?:mailto:)?{_ADDRESS})*[>)\]]?")
_LEADING_DOT = re.compile(r"\.\s+(?=\S)")
KNOWN = frozenset({"name", "email", "url", "web", "affiliation", "iri", "type"})
KINDS = {"person": "person", "organisation": "organization", "organization": "organization", "company": "organization"}


def agents(context: Context, field: Field, value: Any, path: KeyPath) -> tuple[Agent, ...] | Aside | Partly:
    """Everybody that the value names; e-mail addresses are taken out of the names."""
    if type(value) is str:
        found = _agent_of_text(context, field, value, path)
        return (found,) if isinstance(found, Agent) else ()
    entries = each(context, field, value, path)
    return together([entry for entry, _ in entries], [_agent(context, field, entry, where) for entry, where in entries])


def _agent(context: Context, field: Field, value: Any, path: KeyPath) -> Agent | Aside | None:
    if isinstance(value, dict):
        return _agent_of_table(context, field, value, path)
    return _agent_of_text(context, field, value, path)


def _agent_of_text(context: Context, field: Field, value: Any, path: KeyPath) -> Agent | Aside | None:
    text = one_text(context, field, value, path)
    if not isinstance(text, str):
        return text
    if text.startswith(". "):  # what a converter leaves of an author who has a page, but no name
        text = _LEADING_DOT.sub("", text, count=1)
        context.add(rules.VALUE_TRIMMED, path, key=field.key)
    name, email = _without_emails(text)
    if email is not None:
        context.add(rules.EMAIL, path, key=field.key)
    return Agent(name=name, email=email)


def _without_emails(text: str) -> tuple[str, str | None]:
    """A name without e-mail addresses, and these; what only is an address is named by what stands before its @."""
    found = _EMAIL.findall(text) if "@" in text else []
    if not found:
        return text, None
    name = " ".join(_EMAILS.sub(" ", text).split()).replace(" ,", ",").replace(" ;", ";").strip(" ,;")
    return name or found[0].partition("@")[0], ", ".join(found)


def _agent_of_table(context: Context, field: Field, table: dict[str, Any], path: KeyPath) -> Agent | Aside:
    said = {key: one.strip() for key in KNOWN if isinstance(one := table.get(key), str) and one.strip()}
    written = next((key for key in ("name", "iri", "affiliation", "email") if key in said), None)
    if written is None:
        context.add(rules.VALUE_TYPE, path, key=field.key, wanted="a name", found=kind_of(table))
        return Aside.KEEP
    name, email = _without_emails(said[written])
    address = next((key for key in ("url", "web", "iri") if key in said), "")
    url = said.get(address)
    if url is not None and url.lower().startswith("mailto:"):
        email = url[len("mailto:") :]
        url = None
    if "email" in said or email:
        context.add(rules.EMAIL, (*path, "email" if "email" in said else written), key=f"{field.key}.email")
    kind = KINDS.get(said.get("type", "").lower().rsplit("/", 1)[-1].rsplit("#", 1)[-1])
    used = {"name", "affiliation", "email", address, written, *(["type"] if kind else [])} & said.keys()
    return Agent(
        name=name,
        email=said.get("email") or email,
        url=url,
        affiliation=said.get("affiliation"),
        kind=kind,
        extra={key: value for key, value in table.items() if key not in used and value not in (None, "")},
    )

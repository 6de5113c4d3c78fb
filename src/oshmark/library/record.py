# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the search knows of a release."""

from __future__ import annotations

import msgspec


class SearchRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """One release as the search finds and lists it.

    `address` is unique (`/m/<host>/<path>/-/v/<version>`), `module` the address that all its releases share.
    `parts` is searched and never shown whole: names of parts, keywords, materials and processes, one after another.
    `licence` is an SPDX expression, `licence_family` the name of its family or empty; `languages` are BCP 47 tags, the
    primary subtag and the full tag (`de`, `de-AT`). `completeness` is a percentage; `has` names what comes along
    (`bom`, `source`, `export`, `image`, `instructions`, `manual`, `parts`); `changed` is in Unix seconds. Only the
    `latest` releases are searched. `agents` are the addresses of those whom it credits (`/a/orcid/…`), each once and
    after merges: never two for one agent.
    """

    address: str
    module: str
    name: str
    version: str = ""
    function: str = ""
    parts: str = ""
    licensors: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    licence: str = ""
    licence_class: str = ""
    licence_family: str = ""
    languages: tuple[str, ...] = ()
    host: str = ""
    tsdc: tuple[str, ...] = ()
    otrl: str | None = None
    odrl: str | None = None
    cpc: tuple[str, ...] = ()
    completeness: int = 0
    has: tuple[str, ...] = ()
    changed: int = 0
    latest: bool = True
    agents: tuple[str, ...] = ()

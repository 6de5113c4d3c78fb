# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forgejo and Gitea: Codeberg and any other instance."""

from __future__ import annotations

from oshmark.crawl.connector import Connector
from oshmark.crawl.connectors.forgejo.parse import parse
from oshmark.crawl.connectors.forgejo.requests import HOSTS, NAME, ask, begin, of_address, place_of, refresh
from oshmark.crawl.forge_requests import WHATS

CONNECTOR = Connector(
    name=NAME,
    title="Forgejo",
    places={host: place_of(host) for host in HOSTS},
    whats={
        "repository": "One repository: `owner/name`.",
        "organisation": "All public repositories of an organisation.",
        **WHATS,
    },
    begin=begin,
    ask=ask,
    parse=parse,
    refresh=refresh,
    of_address=of_address,
    place_of=place_of,
    forge=True,
    tells_gone=("repository",),
)

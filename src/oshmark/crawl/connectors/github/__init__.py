# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""GitHub, and instances of GitHub Enterprise."""

from __future__ import annotations

from oshmark.crawl.connector import Connector
from oshmark.crawl.connectors.github.parse import parse
from oshmark.crawl.connectors.github.requests import NAME, PUBLIC, TOGETHER, ask, begin, of_address, refresh
from oshmark.crawl.forge_requests import WHATS

CONNECTOR = Connector(
    name=NAME,
    title="GitHub",
    places={"github.com": PUBLIC},
    whats={
        "repository": "One repository: `owner/name`.",
        "organisation": "All public repositories of an organisation.",
        **WHATS,
        "code": "Search for files by name, of an owner or `all`; with a token; 1000 of default branches, below 384 kB.",
    },
    begin=begin,
    ask=ask,
    parse=parse,
    refresh=refresh,
    of_address=of_address,
    together=TOGETHER,
    forge=True,
    instead={"state": "repository"},
    tells_gone=("repository",),
)

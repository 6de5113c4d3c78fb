# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""GitLab: gitlab.com and any other instance."""

from __future__ import annotations

from oshmark.crawl.connector import Connector
from oshmark.crawl.connectors.gitlab.parse import parse
from oshmark.crawl.connectors.gitlab.requests import HOSTS, NAME, TOGETHER, ask, begin, of_address, place_of, refresh
from oshmark.crawl.forge_requests import WHATS

CONNECTOR = Connector(
    name=NAME,
    title="GitLab",
    places={host: place_of(host) for host in HOSTS},
    whats={
        "project": "One project: `group/project`.",
        "group": "All public projects of a group, and of the groups within.",
        **{what: says for what, says in WHATS.items() if what != "user"},
        "code": "Search for files by name, in a group or everywhere; few instances offer it, and only with a token.",
    },
    begin=begin,
    ask=ask,
    parse=parse,
    refresh=refresh,
    of_address=of_address,
    place_of=place_of,
    together=TOGETHER,
    forge=True,
    instead={"state": "project"},
    tells_gone=("project",),
)

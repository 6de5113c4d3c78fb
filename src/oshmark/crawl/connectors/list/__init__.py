# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists of manifests, as JSON or as a table, wherever they lie."""

from __future__ import annotations

from oshmark.crawl.connector import Connector
from oshmark.crawl.connectors.list.parse import parse
from oshmark.crawl.connectors.list.requests import ask, begin, of_address, refresh

CONNECTOR = Connector(
    name="list",
    title="List of manifests",
    places={},
    whats={
        "list": "A list of manifests, of other lists and of repositories, by its address.",
        "manifest": "One manifest, by its address.",
    },
    begin=begin,
    ask=ask,
    parse=parse,
    refresh=refresh,
    of_address=of_address,
    lists_others=True,
)

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Repositories that hold the manifests of many modules, each of which lies elsewhere."""

from __future__ import annotations

from oshmark.crawl.connector import Connector
from oshmark.crawl.connectors.list_repository.parse import parse
from oshmark.crawl.connectors.list_repository.requests import ask, begin, of_address, refresh

CONNECTOR = Connector(
    name="list-repository",
    title="Repository of manifests",
    places={},
    whats={"repository": "A repository with manifests of many modules, by its address."},
    begin=begin,
    ask=ask,
    parse=parse,
    refresh=refresh,
    of_address=of_address,
    lists_others=True,
)

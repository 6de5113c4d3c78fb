# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Any repository that Git can clone, wherever it lies."""

from __future__ import annotations

from oshmark.crawl.connector import Connector
from oshmark.crawl.connectors.git.parse import parse
from oshmark.crawl.connectors.git.requests import ask, begin, of_address, refresh

CONNECTOR = Connector(
    name="git",
    title="Git",
    places={},
    whats={"repository": "A repository by its address; a branch or tag may follow after a #."},
    begin=begin,
    ask=ask,
    parse=parse,
    refresh=refresh,
    of_address=of_address,
    tells_gone=("head", "clone"),
    forge=True,
)

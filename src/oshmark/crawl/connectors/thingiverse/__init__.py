# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thingiverse, a platform for things to print: what is open there, and has sources."""

from __future__ import annotations

from oshmark.crawl.connector import Connector
from oshmark.crawl.connectors.thingiverse.parse import MAPPING, parse
from oshmark.crawl.connectors.thingiverse.requests import HOST, ask, begin, of_address, refresh
from oshmark.crawl.place import Place

CONNECTOR = Connector(
    name="thingiverse",
    title="Thingiverse",
    places={f"www.{HOST}": Place(api=f"https://api.{HOST}", web=f"https://www.{HOST}")},
    whats={
        "all": "Every thing under an open licence; this needs a token.",
        "search": "What the search gives for some words; this needs a token.",
        "things": "The things with numbers from … to …, such as 1-1000; this needs a token.",
        "thing": "One thing, by its number; this needs a token.",
    },
    begin=begin,
    ask=ask,
    parse=parse,
    refresh=refresh,
    of_address=of_address,
    tells_gone=("thing",),
    mapping=MAPPING,
)

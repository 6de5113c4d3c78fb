# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wikifactory, a platform for designing together."""

from __future__ import annotations

from oshmark.crawl.connector import Connector
from oshmark.crawl.connectors.wikifactory.parse import MAPPING, parse
from oshmark.crawl.connectors.wikifactory.requests import HOST, TOGETHER, ask, begin, of_address, refresh
from oshmark.crawl.place import Place

CONNECTOR = Connector(
    name="wikifactory",
    title="Wikifactory",
    places={HOST: Place(api=f"https://{HOST}", web=f"https://{HOST}")},
    whats={
        "all": "Every public project.",
        "project": "One project, by its space and its name, such as wren/lamp.",
    },
    begin=begin,
    ask=ask,
    parse=parse,
    refresh=refresh,
    of_address=of_address,
    together=TOGETHER,
    mapping=MAPPING,
)

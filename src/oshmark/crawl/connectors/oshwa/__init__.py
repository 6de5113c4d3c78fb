# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The registry of hardware that the Open Source Hardware Association has certified."""

from __future__ import annotations

from oshmark.crawl.connector import Connector
from oshmark.crawl.connectors.oshwa.parse import parse
from oshmark.crawl.connectors.oshwa.record import MAPPING
from oshmark.crawl.connectors.oshwa.requests import HOST, ask, begin, of_address, refresh
from oshmark.crawl.place import Place

CONNECTOR = Connector(
    name="oshwa",
    title="OSHWA certification",
    places={HOST: Place(api="https://certificationapi.oshwa.org", web=f"https://{HOST}")},
    whats={
        "all": "Every certification; this needs a token.",
        "project": "One certification, by its number, such as DE000108; this needs a token.",
        "dump": "A dump of the registry as JSON or CSV, by its address.",
    },
    begin=begin,
    ask=ask,
    parse=parse,
    refresh=refresh,
    of_address=of_address,
    tells_gone=("project",),
    mapping=MAPPING,
)

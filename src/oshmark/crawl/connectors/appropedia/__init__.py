# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Appropedia, and other wikis on MediaWiki that hold metadata of hardware in boxes on their pages."""

from __future__ import annotations

from oshmark.crawl.connector import Connector
from oshmark.crawl.connectors.appropedia.box import MAPPING
from oshmark.crawl.connectors.appropedia.parse import parse
from oshmark.crawl.connectors.appropedia.requests import HOST, ask, begin, of_address, place_of, refresh
from oshmark.crawl.place import Place
from oshmark.crawl.wiki_requests import TOGETHER

CONNECTOR = Connector(
    name="appropedia",
    title="Appropedia",
    places={HOST: Place(api=f"https://{HOST}/w", web=f"https://{HOST}", raw=f"https://{HOST}")},
    whats={
        "all": "All pages with a box of a device or a project.",
        "category": "The pages of a category, such as Projects.",
        "template": "The pages that use a template, such as Infobox device.",
        "page": "One page, by its title.",
        "changes": "Pages that changed since a time, such as 2026-01-31T00:00:00Z.",
        "manifests": "The manifests that the wiki writes itself, by its list.",
    },
    begin=begin,
    ask=ask,
    parse=parse,
    refresh=refresh,
    of_address=of_address,
    together=TOGETHER,
    place_of=place_of,
    mapping=MAPPING,
)

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m benches.crawl_rival NAME=ADDRESS…`: one request after another, and one repository after another."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benches.crawl import NOW, TOPIC
from oshmark.crawl.exchange import NoResponse

if TYPE_CHECKING:
    from oshmark.crawl.connector import Connector
    from oshmark.crawl.exchange import Fetch
    from oshmark.crawl.harvest import Found
    from oshmark.crawl.place import Place
    from oshmark.crawl.task import Source


def main(hosts: list[str]) -> None:
    """Look through each host in turn, and write how many modules are in the library."""
    import django

    django.setup()
    from oshmark.crawl.connectors import CONNECTORS
    from oshmark.crawl.task import Source
    from oshmark.web import instance, wiring
    from oshmark.web.crawling.crawling import place_of

    instance.ensure_database()
    client, added = wiring.fetcher(), 0
    for host in hosts:
        name, _equals, address = host.partition("=")
        connector, signed = CONNECTORS[name.partition("-")[0]], name.endswith("-signed")
        source = Source(connector.name, "topic", TOPIC)
        place = place_of(connector, source, "", address, signed=frozenset({connector.name}) if signed else frozenset())
        added += _crawl(connector, source, place, client)
    client.close()
    sys.stdout.write(f"{added}\n")


def _crawl(connector: Connector, source: Source, place: Place, fetch: Fetch) -> int:
    tasks, added = list(connector.begin(source, place)), 0
    while tasks:
        task = tasks.pop()
        answer = fetch(connector.ask([task], place), place)
        if isinstance(answer, NoResponse):
            sys.exit(answer.says)
        harvest = connector.parse([task], answer, place)
        tasks += [*harvest.tasks, *(one for sighting in harvest.sightings for one in sighting.then)]
        added += sum(_add(one) for one in harvest.found)
    return added


def _add(found: Found) -> bool:
    from oshmark.library.payload import Provenance
    from oshmark.web import wiring
    from oshmark.web.library.actions import Submission, add

    submission = Submission(found.raw, Provenance(found.path, found.address, NOW, commit=found.commit))
    (result,) = add([submission], payloads=wiring.payloads(), actor="bench", now=NOW)
    return result.outcome.value == "admit"


if __name__ == "__main__":
    main(sys.argv[1:])

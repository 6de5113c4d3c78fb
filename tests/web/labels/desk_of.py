# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cast at the producer's desk: Alice and Bob make the loom in their workshop, and Charlie does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.web.labels.models import Draft, Label
from tests.web.people import browser_of

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.people import Cast

LOOM = "/m/github.com/weaver/loom/-/v/2.1.0"
FILLED: dict[str, Any] = {
    "product": "Full Loom",
    "language": "en",
    "name": "Heron Workshop",
    "contact": "post@heron.example",
    "site": "https://heron.example",
    "maker": "independent",
    "municipality": "Reiherstedt",
    "country": "DE",
    "lifetime_design": "Every bearing can be exchanged.",
    "order": "cost",
    "performance-0-what": "Width of the cloth",
    "performance-0-value": "420",
    "performance-0-unit": "mm",
    "performance-0-method": "Measured with a steel rule",
    "performance-0-on": "2026-03-14",
    "topic-how-made-text": "Sawn and glued.",
    "topic-how-made-steps": "Saw the frame\nGlue it",
    "topic-education-link-0-title": "A talk",
    "topic-education-link-0-href": "https://heron.example/talk",
}


def begin(client: Client, producer: str, release: str = LOOM) -> Draft:
    """A draft of a producer."""
    response = client.post("/labels/new", {"release": release, "producer": producer})
    assert response.status_code == 303, response.content.decode()
    return Draft.objects.get(release=release, producer=producer)


def send(client: Client, draft: Draft, button: str = "save", **changes: Any) -> Any:
    """Send the form of a draft as a browser does."""
    draft.refresh_from_db()
    return client.post(
        f"/labels/drafts/{draft.pk}", {**FILLED, "seen": draft.saved_at.isoformat(), "do": button, **changes}
    )


def make_label(cast: Cast, **changes: Any) -> Label:
    """A label of the workshop, as its members make it."""
    client = browser_of(cast.alice)
    draft = begin(client, cast.workshop.public_id)
    assert send(client, draft, "issue", **changes).status_code == 303
    facts = {"sure": "yes", "release": draft.release, "producer": draft.producer}
    response = client.post(f"/labels/drafts/{draft.pk}/issue", facts)
    assert response.status_code == 303, response.content.decode()
    return Label.objects.get(number=response.headers["Location"].removeprefix("/labels/"))

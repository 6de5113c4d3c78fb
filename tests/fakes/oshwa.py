# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The registry of OSHWA: records behind a token, in pages of which the last one is not full."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from tests.fakes.server import NOT_FOUND, Call, Fake, Reply, json_reply

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

TOKEN = "a-token-of-a-test"  # noqa: S105  no secret: it opens nothing


def record(uid: str, **other: Any) -> dict[str, Any]:
    """A record as the interface gives it."""
    return {
        "oshwaUid": uid,
        "responsibleParty": "Wren Okoro",
        "country": "Kenya",
        "publicContact": "wren@workshop.example",
        "projectName": f"Lamp {uid}",
        "projectWebsite": "https://workshop.example/lamp",
        "projectVersion": "1.0",
        "projectDescription": "<p>A lamp &amp; a charger.</p>",
        "primaryType": "Electronics",
        "additionalType": ["3D Printing"],
        "projectKeywords": ["lamp", " solar"],
        "citations": [],
        "documentationUrl": "https://workshop.example/docs",
        "hardwareLicense": "CERN-OHL-S-2.0",
        "softwareLicense": "No software",
        "documentationLicense": "CC BY-SA",
        "certificationDate": "2024-02-29T00:00-05:00",
        **other,
    }


class Registry(Fake):
    """The registry. `most` is the largest page that it gives, whatever is asked for."""

    def __init__(self, records: list[dict[str, Any]], *, most: int = 1000, token: str = TOKEN) -> None:
        super().__init__()
        self.token = token
        self.records = records
        self.most = most

    def answer(self, call: Call) -> Reply:
        if call.steps == ("dump.json",):
            return json_reply(self.records)
        if self.token and call.headers.get("authorization") != f"Bearer {self.token}":
            return json_reply({"error": {"statusCode": 401, "message": "No token"}}, HTTPStatus.UNAUTHORIZED)
        if call.steps == ("api", "projects"):
            offset, limit = int(call.query.get("offset", 0)), min(int(call.query.get("limit", 100)), self.most)
            items = self.records[offset : offset + limit]
            return json_reply({"total": len(self.records), "offset": offset, "limit": limit, "items": items})
        if call.steps[:2] == ("api", "projects"):
            found = [one for one in self.records if one["oshwaUid"] == call.steps[2]]
            return json_reply(found) if found else NOT_FOUND
        return NOT_FOUND


def serve() -> AbstractContextManager[Registry]:
    """A registry of seven records in pages of three, running."""
    return Registry([record(f"KE00000{number}") for number in range(1, 8)], most=3, token="").serve()

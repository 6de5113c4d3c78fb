# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a platform is asked: the public one, another instance of the same software, or a stand-in."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec


class Place(msgspec.Struct, frozen=True):
    """The addresses of one instance of a platform, without slashes at their ends.

    `api` is asked for data, `web` is where people see it (and what identifies repositories), `raw` serves files.
    `trusted` says that an operator configured it: it may lie in a private network. `signed` says that there is a token
    for it: some platforms answer certain questions only then. `token` names those credentials where they are for this
    instance alone, and not for the platform.
    """

    api: str
    web: str
    raw: str = ""
    trusted: bool = False
    signed: bool = False
    token: str = ""

    def at(self, base: str) -> Place:
        """The same platform, asked at another host; what it publishes still goes by its public addresses.

        The path of its interface (`/api/v4`) stays, whether `base` has it or not.
        """
        address = base.rstrip("/")
        path = urlsplit(self.api).path.rstrip("/")
        api, host = (address, address.removesuffix(path)) if address.endswith(path) else (address + path, address)
        return Place(api=api, web=self.web, raw=host if self.raw else "", trusted=True, signed=self.signed)

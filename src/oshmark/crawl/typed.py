# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody means who types or pastes an address: a repository, a page of a platform, or a single manifest.

A platform that knows the address goes first. What none knows is taken for a repository that Git can read, or, by the
ending of its path, for a manifest.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from oshmark.crawl import clones
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.stated import link
from oshmark.crawl.task import Source
from oshmark.manifest.names import ENDINGS

ADDRESS = "address"
"""What of a platform it is that somebody copied from a browser."""
GIT = "git"
MAX_LENGTH = 1_000
_SAID_TO_BE = re.compile(r"[a-z][a-z0-9+.-]{1,20}://|git@[\w.-]+:\S", re.IGNORECASE)
_UNUSUAL = re.compile(r"[\s\x00-\x1f\x7f\\<>\"\ud800-\udfff]")


def is_address(written: str) -> bool:
    """Whether a text is meant as an address, and not as words to search for."""
    text = written.strip()
    if not text or len(text) > MAX_LENGTH or _UNUSUAL.search(text):
        return False
    return _SAID_TO_BE.match(text) is not None or ("/" in text and _of_platform(text) is not None)


def read_address(written: str) -> Source | None:
    """The source that an address means; `None` where it can be none. Equal places give equal sources, as far as the
    platforms have one spelling for them."""
    text = written.strip()
    if not text or len(text) > MAX_LENGTH or _UNUSUAL.search(text):
        return None
    return _of_platform(text) or _of_web(text)


def _of_platform(text: str) -> Source | None:
    """Git comes last: its addresses are those of forges, too."""
    for connector in sorted(CONNECTORS.values(), key=lambda one: one.name == GIT):
        tasks = connector.of_address(text)
        if tasks:
            repository = tasks[0].args.get("repository", "")
            same = connector.of_address(repository) if isinstance(repository, str) else None
            return Source(connector.name, ADDRESS, repository if same == tasks else text)
    return None


def _of_web(text: str) -> Source | None:
    url = link(text if "://" in text else f"https://{text}")
    if not url or not urlsplit(url).path.strip("/"):
        return None
    if urlsplit(url).path.lower().endswith(ENDINGS):
        return Source("list", "manifest", url)
    repository = clones.address_of(url)
    return Source(GIT, "repository", repository) if repository else None

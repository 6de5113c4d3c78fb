# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of a platform on which its maker puts a new file into a repository, with its name and text filled in.

https://docs.github.com/en/repositories/working-with-files/managing-files/creating-new-files; GitLab and Forgejo have
the like at addresses of their own. Servers refuse addresses that are too long: then the name alone is filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from oshmark.crawl.addresses import encoded

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_URL = 7_500
"""Bytes of an address; what platforms take ends at about eight thousand."""
_PAGES: Mapping[str, tuple[str, str, str]] = {
    "github": ("new", "filename", "value"),
    "gitlab": ("-/new", "file_name", "content"),
    "forgejo": ("_new", "filename", "value"),
}
"""By connector: the page below the repository, and what it calls name and text of the file."""


class NewFile(msgspec.Struct, frozen=True):
    """The address of the page; `filled` says that the whole text is in it."""

    url: str
    filled: bool


def new_file(connector: str, repository: str, branch: str, *, name: str, text: str) -> NewFile | None:
    """Where a file can be put into a repository; `None` where no such page is known."""
    page = _PAGES.get(connector)
    if page is None or not branch:
        return None
    step, name_key, text_key = page
    url = f"{repository}/{step}/{encoded(branch)}?{name_key}={quote(name, safe='')}"
    whole = f"{url}&{text_key}={quote(text, safe='')}"
    return NewFile(whole, filled=True) if len(whole) <= MAX_URL else NewFile(url, filled=False)

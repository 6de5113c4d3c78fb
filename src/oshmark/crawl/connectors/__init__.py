# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The platforms, one folder each. A new one is a folder, and a line in this list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.crawl.connectors import (
    appropedia,
    forgejo,
    git,
    github,
    gitlab,
    list_repository,
    oshwa,
    thingiverse,
    wikifactory,
)
from oshmark.crawl.connectors import list as manifest_list

if TYPE_CHECKING:
    from oshmark.crawl.connector import Connector

CONNECTORS: dict[str, Connector] = {
    one.name: one
    for one in (
        appropedia.CONNECTOR,
        forgejo.CONNECTOR,
        git.CONNECTOR,
        github.CONNECTOR,
        gitlab.CONNECTOR,
        manifest_list.CONNECTOR,
        list_repository.CONNECTOR,
        oshwa.CONNECTOR,
        thingiverse.CONNECTOR,
        wikifactory.CONNECTOR,
    )
}
"""Every connector by its name."""

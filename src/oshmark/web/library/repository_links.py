# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a file of a repository can be looked at, on the platforms whose addresses are known."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from oshmark.manifest.paths import Address, RepoPath, read_address, read_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oshmark.values.iri import ModuleId

PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        "github.com": "https://github.com/{repository}/blob/HEAD/{file}",
        "gitlab.com": "https://gitlab.com/{repository}/-/blob/HEAD/{file}",
    }
)
"""Host to the page of a file in its newest state; `HEAD` is whatever the main branch is called."""

GITLAB = "https://{host}/{repository}/-/blob/HEAD/{file}"
"""The same for a GitLab of somebody's own, told by its name."""


def safe_link(text: str) -> str | None:
    """The text as an address that a page may link: http or https, nothing else; `None` for all other texts."""
    found = read_address(text)
    return found.url if isinstance(found, Address) else None


NOT_KNOWN: Mapping[str, str] = MappingProxyType({})


def file_link(path: str, module: ModuleId, folder: str, perma_urls: Mapping[str, str] = NOT_KNOWN) -> str | None:
    """Where a file that the manifest names can be seen: its own address, its address in exactly the state of the
    release (`perma_urls`, by path in the repository), or its page at the repository's platform."""
    direct = safe_link(path)
    if direct is not None:
        return direct
    found = read_path(path, folder)
    if isinstance(found, RepoPath) and found.path in perma_urls:
        return safe_link(perma_urls[found.path])
    pattern = _pattern(module.host)
    if pattern is None or not isinstance(found, RepoPath) or not found.path:
        return None
    repository, file = (quote(text, safe="/") for text in (module.path.strip("/"), found.path))
    return safe_link(pattern.format(host=module.host, repository=repository, file=file))


def _pattern(host: str) -> str | None:
    if host in PATTERNS:
        return PATTERNS[host]
    return GITLAB if host.startswith("gitlab.") and ":" not in host else None

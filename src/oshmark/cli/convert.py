# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A manifest in another form, for `oshmark manifest convert`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.library.identity import module_of
from oshmark.manifest.to_rdf import Place, to_rdf
from oshmark.manifest.write import to_json, to_toml, to_yaml
from oshmark.ontology import write

if TYPE_CHECKING:
    from oshmark.manifest.read import Reading


def converted(reading: Reading, form: str, base: str) -> str:
    """The text of the manifest as `toml`, `yaml`, `json`, `ttl`, `nt` or `jsonld`, ending with a line end."""
    manifest, licence = reading.manifest, reading.licence
    if form == "toml":
        return to_toml(manifest, licence)
    if form == "yaml":
        return to_yaml(manifest, licence)
    if form == "json":
        return to_json(manifest, licence)
    graph = to_rdf(manifest, licence, Place(_address(reading, base), base.rstrip("/")))
    if form == "ttl":
        return write.to_turtle(graph)
    return write.to_ntriples(graph) if form == "nt" else write.to_jsonld_text(graph)


def _address(reading: Reading, base: str) -> str:
    """Where the release would stand in a library at `base`; without a repository it is simply `base/unplaced`."""
    manifest = reading.manifest
    module = module_of(manifest.repo) if manifest.repo else None
    if module is None:
        return f"{base.rstrip('/')}/unplaced"
    return base.rstrip("/") + module.release(manifest.version or "unversioned")

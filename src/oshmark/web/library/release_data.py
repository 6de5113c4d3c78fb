# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Modules, releases and parts as plain data for JSON. E-mail addresses stay out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.library.identity import canonical_repo
from oshmark.library.privacy import without_emails_in
from oshmark.manifest.completeness import completeness
from oshmark.manifest.paths import is_address
from oshmark.values.iri import ModuleId
from oshmark.values.licence import plain_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.library.payload import Provenance
    from oshmark.manifest.model import Agent, Component
    from oshmark.manifest.read import Reading
    from oshmark.values.finding import Finding
    from oshmark.web.library.models import Module, Release
    from oshmark.web.library.queries import Opened

Plain = dict[str, Any]


def release_data(
    opened: Opened,
    *,
    pictures: Sequence[Plain] = (),
    files: Sequence[Plain] = (),
    attestations: Sequence[Plain] = (),
    site: str,
) -> Plain:
    """A release: what the library knows of it, its manifest as it was understood, its pictures, where its files are in
    this state, what the attestations that it claims are worth, and all findings."""
    reading, release = opened.reading, opened.release
    complete = completeness(reading.manifest)
    data = {
        "address": f"{site}{release.address}",
        "module": f"{site}{opened.module.address}",
        "name": release.name,
        "version": release.version,
        "latest": release.latest,
        "changed_since": bool(release.noticed),
        **_whereabouts(release.module, site),
        "digest": f"sha256:{release.digest}",
        "dialect": reading.recognised.dialect.value,
        "licence": {**plain(reading.licence), "summary": plain(plain_words(reading.licence))},
        "completeness": plain(complete),
        "provenance": _provenance(opened.provenance),
        "manifest": component_data(reading.manifest),
        "pictures": list(pictures),
        "files": list(files),
        "attestations": list(attestations),
        "findings": [finding_data(reading, finding) for finding in reading.findings],
    }
    return _published(data)


def part_data(opened: Opened, part: Component, *, address: str, site: str) -> Plain:
    """A part of a release."""
    return _published({"address": address, "release": f"{site}{opened.release.address}", "part": component_data(part)})


def module_data(row: Module, name: str, releases: Sequence[Release], *, site: str) -> Plain:
    """A module with its admitted releases."""
    module = ModuleId(row.host, row.path, row.folder)
    listed = [
        {
            "address": f"{site}{release.address}",
            "version": release.version,
            "latest": release.latest,
            "licence": release.licence,
            "completeness": release.completeness,
        }
        for release in releases
    ]
    data = {
        "address": f"{site}{module.address}",
        "name": name,
        "repository": canonical_repo(module),
        "folder": module.folder,
        **_whereabouts(row, site),
        "releases": listed,
    }
    return _published(data)


def _whereabouts(module: Module, site: str) -> Plain:
    """Since when a module is no longer at its place, and which one it has become."""
    return {"gone_since": module.gone_at, "moved_to": f"{site}{module.moved_to}" if module.moved_to else None}


def component_data(thing: Component) -> Plain:
    """A manifest or part with the attributes of the model; numbers that are exact are texts."""
    data: Plain = plain(msgspec.structs.replace(thing, **_agents_without_emails(thing)))
    return data


def _agents_without_emails(thing: Component) -> dict[str, tuple[Agent, ...]]:
    return {
        attribute: tuple(msgspec.structs.replace(agent, email=None) for agent in getattr(thing, attribute, ()))
        for attribute in ("licensor", "organization")
        if hasattr(thing, attribute)
    }


def finding_data(reading: Reading, finding: Finding) -> Plain:
    """A finding with the keys of `oshmark manifest check --json`."""
    line, column = finding.at or reading.document.locate(finding.path)
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "key": finding.key,
        "line": line,
        "column": column,
        "message": finding.message,
        "fix": finding.fix,
    }


def _provenance(provenance: Provenance) -> Plain:
    data: Plain = plain(provenance)
    if not is_address(provenance.origin):
        del data["origin"]  # a path on somebody's machine
    return data


def plain(value: Any) -> Any:  # noqa: ANN401  any of our structs
    """A struct as dicts and lists."""
    return msgspec.to_builtins(value, enc_hook=str, str_keys=True)


def _published(data: Plain) -> Plain:
    published: Plain = without_emails_in(data)
    return published

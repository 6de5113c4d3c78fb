# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A record of the registry as a manifest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from oshmark.crawl.connectors.oshwa.requests import page_of, read_uid
from oshmark.crawl.generated import generated_manifest, record_of
from oshmark.crawl.harvest import Found
from oshmark.crawl.mapping import Row, pairs
from oshmark.crawl.stated import day, entries, kept, line, link, prose, table, words

if TYPE_CHECKING:
    from oshmark.crawl.place import Place

LICENCES = {
    "CC 0": "CC0-1.0", "CC BY": "CC-BY-4.0", "CC BY-SA": "CC-BY-SA-4.0", "GPL": "GPL-3.0-or-later",
    "OHL": "TAPR-OHL-1.0", "TAPR": "TAPR-OHL-1.0", "Solderpad": "Apache-2.0 WITH SHL-2.1", "BSD": "BSD-2-Clause",
    "Other": "NOASSERTION", "None": "NOASSERTION",
}  # fmt: skip
"""What the names in the form of the registry stand for. `CERN` has no version there, and stays as it is."""
CLASSES = {
    "3D Printing": "B33Y", "Agriculture": "A01", "Electronics": "H", "Enclosure": "F16M", "Home Connection": "H04W",
    "IOT": "H04", "Robotics": "B25J 9/00", "Sound": "H04R", "Space": "B64G", "Wearables": "H",
}  # fmt: skip
_CLASSES = {name.lower(): code for name, code in CLASSES.items()}
METADATA_LICENCE = "CC-BY-SA-4.0"
"""That of the interface, as its description states it."""
PRIVATE = frozenset({"publicContact", "privateContact"})
"""Addresses of people; they are not published once more, and not kept."""
ORGANISATIONS = frozenset({"company", "organization"})
_REVOKED = re.compile(r" ?[\[(] ?revoked ?[\])]", re.IGNORECASE)

MAPPING = (
    Row("`oshwaUid`", "`repo`, `attestation`", "the certification page, which identifies the module"),
    Row("`projectName`", "`name`", "“(revoked)” in it is a status: `[oshwa] status`, and no `attestation` then"),
    Row("`projectVersion`", "`version`"),
    Row("`projectDescription`", "`function`", "without marks of HTML"),
    Row("`responsibleParty`", "`licensor`", "and `organization`, where it is said to be a company or an organization"),
    Row("`hardwareLicense`", "`license`", f"{pairs(LICENCES)}; others as they are written, CERN among them"),
    Row("the first of `primaryType` and `additionalType` that has one", "`cpc-patent-class`", pairs(CLASSES)),
    Row("the certification itself", "`documentation-readiness-level`", "ODRL-3*, unless it was revoked"),
    Row("`projectKeywords`", "`keywords`", "an own key"),
    Row(
        "`oshwaUid`, `country`, `certificationDate`, `previousVersions`, `citations`, `documentationUrl`, "
        "`projectWebsite`, `primaryType`, `additionalType`, the three licences as they are written",
        "`[oshwa]`",
        "own keys: several modules may have one documentation address",
    ),
    Row("`publicContact`", "", "left out: an address of a person"),
)


def found(uid: str, stated: dict[str, Any], place: Place) -> Found:
    """The manifest of a record; `uid` is its number."""
    address = page_of(uid, place)
    public = {key: value for key, value in stated.items() if key not in PRIVATE}
    record, fields = record_of(public), _fields(uid, public, address)
    raw = generated_manifest(fields, platform="the registry of OSHWA", address=address, record=record)
    return Found(address, "okh.toml", raw, address, generated=True, record=record, licence=METADATA_LICENCE)


def _fields(uid: str, record: dict[str, Any], address: str) -> dict[str, Any]:
    stated = line(record.get("projectName"))
    revoked = _REVOKED.search(stated) is not None
    party, kind = line(record.get("responsibleParty")), line(record.get("responsiblePartyType")).lower()
    licence = line(record.get("hardwareLicense"))
    types = [line(record.get("primaryType")), *words(record.get("additionalType"))]
    return {
        "name": line(_REVOKED.sub("", stated)),
        "repo": address,
        "version": line(record.get("projectVersion")),
        "license": LICENCES.get(licence, licence),
        "licensor": party,
        "organization": party if kind in ORGANISATIONS else "",
        "function": prose(record.get("projectDescription")),
        "attestation": "" if revoked else address,
        "documentation-readiness-level": "" if revoked else "ODRL-3*",
        "cpc-patent-class": next((_CLASSES[one.lower()] for one in types if one.lower() in _CLASSES), ""),
        "keywords": words(record.get("projectKeywords")),
        "oshwa": _own(uid, record, status="revoked" if revoked else ""),
    }


def _own(uid: str, record: dict[str, Any], *, status: str) -> dict[str, object]:
    """What the registry attests, and what has no key in the specification."""
    stated = map(table, entries(record.get("citations"), 100))
    cited = [kept({"title": line(one.get("title")), "url": link(one.get("url"))}) for one in stated]
    own = {
        "uid": uid,
        "status": status,
        "certification-date": day(record.get("certificationDate")),
        "country": line(record.get("country")),
        "documentation-url": link(record.get("documentationUrl")),
        "project-website": link(record.get("projectWebsite")),
        "hardware-license": line(record.get("hardwareLicense")),
        "software-license": line(record.get("softwareLicense")),
        "documentation-license": line(record.get("documentationLicense")),
        "types": words([record.get("primaryType"), *words(record.get("additionalType"))]),
        "previous-versions": [one for one in words(record.get("previousVersions")) if read_uid(one)],
        "citations": [one for one in cited if one],
    }
    return kept(own)

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Make `src/oshmark/values/data/licences.json` from the facts of the SPDX list and from our own statements.

    python scripts/licence_table.py FOLDER            write the table
    python scripts/licence_table.py FOLDER --check    fail where it is not what would be written

FOLDER holds the list as `krawler_spdx-licenses.json` (the form that SPDX publishes, with the flags of OSI and FSF),
`spdx.json` (newer names and OSI flags), `spdx-license-ids.json`, `spdx-license-ids-deprecated.json` and
`spdx-exceptions.json`. Of them only id, name, deprecated, OSI and FSF are used. What is open, and how much copyleft
there is, is ours to say: `licence_statements.csv`, where the last row that matches an id wins. What OSI or FSF approve
is open where no statement says otherwise.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from oshmark.values.licence_words import key, words

DATA = Path(__file__).resolve().parent.parent / "src/oshmark/values/data"

REPLACED = {
    "AGPL-1.0": "AGPL-1.0-only",
    "AGPL-3.0": "AGPL-3.0-only",
    "BSD-2-Clause-FreeBSD": "BSD-2-Clause-Views",
    "BSD-2-Clause-NetBSD": "BSD-2-Clause",
    "GFDL-1.1": "GFDL-1.1-only",
    "GFDL-1.2": "GFDL-1.2-only",
    "GFDL-1.3": "GFDL-1.3-only",
    "GPL-1.0": "GPL-1.0-only",
    "GPL-1.0+": "GPL-1.0-or-later",
    "GPL-2.0": "GPL-2.0-only",
    "GPL-2.0+": "GPL-2.0-or-later",
    "GPL-2.0-with-GCC-exception": "GPL-2.0-only WITH GCC-exception-2.0",
    "GPL-2.0-with-autoconf-exception": "GPL-2.0-only WITH Autoconf-exception-2.0",
    "GPL-2.0-with-bison-exception": "GPL-2.0-only WITH Bison-exception-2.2",
    "GPL-2.0-with-classpath-exception": "GPL-2.0-only WITH Classpath-exception-2.0",
    "GPL-2.0-with-font-exception": "GPL-2.0-only WITH Font-exception-2.0",
    "GPL-3.0": "GPL-3.0-only",
    "GPL-3.0+": "GPL-3.0-or-later",
    "GPL-3.0-with-GCC-exception": "GPL-3.0-only WITH GCC-exception-3.1",
    "GPL-3.0-with-autoconf-exception": "GPL-3.0-only WITH Autoconf-exception-3.0",
    "LGPL-2.0": "LGPL-2.0-only",
    "LGPL-2.0+": "LGPL-2.0-or-later",
    "LGPL-2.1": "LGPL-2.1-only",
    "LGPL-2.1+": "LGPL-2.1-or-later",
    "LGPL-3.0": "LGPL-3.0-only",
    "LGPL-3.0+": "LGPL-3.0-or-later",
    "Nunit": "zlib-acknowledgement",
    "StandardML-NJ": "SMLNJ",
    "bzip2-1.0.5": "bzip2-1.0.6",
    "eCos-2.0": "GPL-2.0-or-later WITH eCos-exception-2.0",
    "wxWindows": "LGPL-2.0-or-later WITH WxWindows-exception-3.1",
}
"""Outdated ids and what SPDX says to write today. `Net-SNMP` is outdated too, and nothing stands in its place."""

FAMILIES = {
    "GNU": "AGPL- GFDL- GPL- LGPL-",
    "Apache": "Apache-",
    "Artistic": "Artistic-",
    "BSD": "0BSD BSD-",
    "Creative Commons": "CC- CC0-",
    "CeCILL": "CECILL-",
    "CERN-OHL": "CERN-OHL-",
    "Eclipse": "EPL-",
    "EUPL": "EUPL-",
    "Free Art": "LAL-",
    "MIT": "MIT",
    "Mozilla": "MPL-",
    "Open Data Commons": "ODC- ODbL- PDDL-",
    "OSL": "OSL-",
    "PolyForm": "PolyForm-",
    "SIL": "OFL-",
    "Solderpad": "SHL-",
    "TAPR": "TAPR-",
}
"""The families of licences, and how the ids in them begin."""

NOT_MIT = ("MITNFA",)


class Fact(NamedTuple):
    """What the SPDX list says of one id."""

    name: str
    approved: bool


def load(folder: Path, name: str) -> Any:  # noqa: ANN401 the shape of JSON from elsewhere
    """One file of the list."""
    return json.loads((folder / name).read_text(encoding="utf-8"))


def facts(folder: Path) -> dict[str, Fact]:
    """Every id of the list with its name and whether OSI or FSF approve it; the newer file wins."""
    published = {entry["licenseId"]: entry for entry in load(folder, "krawler_spdx-licenses.json")["licenses"]}
    newer = load(folder, "spdx.json")
    bare = {*load(folder, "spdx-license-ids.json"), *load(folder, "spdx-license-ids-deprecated.json")}
    found = {}
    for spdx_id in sorted({*published, *newer, *bare}):
        old, new = published.get(spdx_id, {}), newer.get(spdx_id, {})
        approved = bool(old.get("isOsiApproved") or old.get("isFsfLibre") or new.get("osiApproved"))
        found[spdx_id] = Fact(new.get("name") or old.get("name") or spdx_id, approved)
    return found


def ours(name: str) -> list[dict[str, str]]:
    """One of our own tables; a comma that was not quoted shows as a field too many."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    for one in found:
        if None in one or None in one.values():
            sys.exit(f"{name} has a line with too many or too few fields: {one}")
    return found


def rows(known: dict[str, Fact], statements: list[dict[str, str]]) -> dict[str, list[Any]]:
    """What we say of each id that is not outdated."""
    current = [spdx_id for spdx_id in known if spdx_id not in REPLACED]
    for statement in statements:
        for pattern in statement["ids"].split():
            if not any(fnmatchcase(spdx_id, pattern) for spdx_id in current):
                sys.exit(f"licence_statements.csv speaks of {pattern}, which is not on the list")
    return {spdx_id: row(spdx_id, known[spdx_id], statements) for spdx_id in current}


def row(spdx_id: str, fact: Fact, statements: list[dict[str, str]]) -> list[Any]:
    """One row in the order of `licence_table.Row`, without the empty end."""
    said = [one for one in statements if any(fnmatchcase(spdx_id, pattern) for pattern in one["ids"].split())]
    last = said[-1] if said else None
    if last is None:
        openness, licence_class = ("open", "unknown") if fact.approved else ("unclear", "unknown")
        return trimmed([fact.name, openness, licence_class, family(spdx_id)])
    no_invariants = spdx_id.replace("-only", "-no-invariants-only").replace("-or-later", "-no-invariants-or-later")
    credit = {"yes": True, "no": False, "": None}[last["credit"]]
    note = last["note"].format(no_invariants=no_invariants)
    return trimmed([fact.name, last["openness"], last["licence_class"], family(spdx_id), credit, last["limits"], note])


def vague(one: dict[str, str]) -> list[Any]:
    """The row of a name that does not say which licence is meant."""
    licence_class = "not-open" if one["openness"] == "not-open" else "unknown"
    return [one["name"], one["openness"], licence_class, one["family"] or None, None, "", one["reason"]]


def trimmed(values: list[Any]) -> list[Any]:
    """The values without those at the end that say nothing; no credit (`False`) says something."""
    while not values[-1]:
        if values[-1] is False:
            break
        values.pop()
    return values


def family(spdx_id: str) -> str | None:
    """The family of an id, or `None` where it stands alone."""
    if spdx_id in NOT_MIT:
        return None
    return next((name for name, starts in FAMILIES.items() if spdx_id.startswith(tuple(starts.split()))), None)


def keys(known: dict[str, Fact], names: list[dict[str, str]]) -> dict[str, str]:
    """The key of every id and of every name that only one licence has. Ids go before names, ours before both."""
    by_id: dict[str, set[str]] = defaultdict(set)
    by_name: dict[str, set[str]] = defaultdict(set)
    for spdx_id, fact in known.items():
        today = REPLACED.get(spdx_id, spdx_id)
        by_id[key(spdx_id)].add(today)
        by_name[key(fact.name)].add(today)
    unclear = {found: ids for found, ids in by_id.items() if len(ids) > 1}
    if unclear:
        print("several ids have one key:", unclear, file=sys.stderr)
    ours = {key(one["name"]): one["expression"] for one in names if one["expression"]}
    plain = {found: next(iter(ids)) for found, ids in (by_name | by_id).items() if len(ids) == 1}
    return dict(sorted((plain | ours).items()))


def versions(known: dict[str, Fact]) -> dict[str, list[str]]:
    """For a key without a version, the ids that would give it one, the newest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for spdx_id in known:
        telling = key(spdx_id).split()
        if spdx_id not in REPLACED and len(telling) > 1 and telling[-1][0].isdigit():
            found[" ".join(telling[:-1])].append(spdx_id)
    return {start: sorted(ids, key=words, reverse=True) for start, ids in sorted(found.items())}


def made(folder: Path) -> str:
    """The whole table as text."""
    known = facts(folder)
    statements, names = ours("licence_statements.csv"), ours("licence_names.csv")
    named = keys(known, names)
    unnamed = {key(one["name"]): one for one in names if not one["expression"]}
    whole = {
        "licences": rows(known, statements),
        "exceptions": load(folder, "spdx-exceptions.json"),
        "replaced": REPLACED,
        "keys": named,
        "assumed": sorted(key(one["name"]) for one in names if one["assumed"]),
        "unnamed": {start: vague(one) for start, one in unnamed.items()},
        "versions": {start: ids for start, ids in versions(known).items() if start not in named | unnamed},
    }
    return "{\n" + ",\n".join(f"{json.dumps(part)}: {lines(content)}" for part, content in whole.items()) + "\n}\n"


def lines(content: dict[str, Any] | list[str]) -> str:
    """JSON with a line for each entry, so that a change of the table can be read."""
    if isinstance(content, list):
        return "[\n" + ",\n".join(json.dumps(one) for one in content) + "\n]"
    pairs = (f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in content.items())
    return "{\n" + ",\n".join(pairs) + "\n}"


def main() -> None:
    """Write the table, or check it."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--check", action="store_true")
    asked = arguments.parse_args()
    text, place = made(asked.folder), DATA / "licences.json"
    if asked.check:
        sys.exit(0 if place.read_text(encoding="utf-8") == text else "licences.json is not what would be made")
    place.write_text(text, encoding="utf-8")
    print(f"{place}: {len(text)} characters")


if __name__ == "__main__":
    main()

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What makers write where a licence belongs, read as an SPDX expression: ids in any spelling, names in words,
addresses of legal codes, lists, and the `LicenseRef-` that some tools put in front of everything.

A version is never guessed. What cannot be read whole is unclear; what forbids selling or changing is not open, even
where the rest of it cannot be read.
"""

from __future__ import annotations

from msgspec import structs

from oshmark.values.licence_families import Change, Reading, cern, creative_commons, gnu, refused, unclear
from oshmark.values.licence_table import Openness, exceptions, spellings, table
from oshmark.values.licence_url import HOSTS, host, spoken
from oshmark.values.licence_words import telling, words
from oshmark.values.spdx import Leaf, is_idstring, joined, or_later, parse, render

PREFIX = "LicenseRef-"
MAX_PARTS = 16
_CUT = "\0"
_ALTERNATIVES = (" or ", "||", " oder ", " ou ")
_TOGETHER = (",", ";", "/", "&", "|", " + ", " and ", " und ", " et ", " y ")


def read_text(text: str) -> Reading:
    """Read a text of one line, as written; `licence.read_licence` is the one that strangers' text goes through."""
    exact = _expression(text)
    if exact is not None:
        return exact
    trimmed = text.strip(" \"'`<>[]{}").rstrip(".!")
    return _expression(trimmed) or _with_address(trimmed) or _whole(trimmed) or _list(trimmed) or read_name(trimmed)


def _expression(text: str) -> Reading | None:
    """An SPDX expression whose operands may be spelt as they like, as long as there is no blank in them."""
    reads: list[Reading] = []

    def licence(word: str) -> Leaf | None:
        reads.append(_operand(word))
        node = reads[-1].node
        return node if isinstance(node, Leaf) else None

    node = parse(text, licence=licence, exception=lambda word: exceptions().get(word.lower()))
    if node is None:
        return None
    return reads[0] if node == reads[0].node else Reading(node, _changes(reads))


def _operand(word: str) -> Reading:
    """One word of an expression: a listed id, a reference, or a name that is spelt without blanks."""
    listed = _listed(word)
    if listed is not None:
        return listed
    start, _, reference = word.partition(":")
    if start.startswith("DocumentRef-") and reference.startswith(PREFIX):
        legal = is_idstring(start.removeprefix("DocumentRef-")) and is_idstring(reference.removeprefix(PREFIX))
        return Reading(Leaf(word) if legal else None)
    return read_name(word)


def _listed(word: str) -> Reading | None:
    """An id of the SPDX list in any case, an outdated one as what is written today; perhaps with `+`."""
    spdx_id = spellings().get(word.lower())
    if spdx_id is None:
        bare = _listed(word[:-1]) if word.endswith("+") and not word.endswith("++") else None
        later = or_later(bare.node) if bare is not None and isinstance(bare.node, Leaf) else None
        return None if bare is None or later is None else Reading(later, bare.changes)
    changes = () if spdx_id == word else (Change.SPELLING,)
    today = table().replaced.get(spdx_id)
    return Reading(leaf(spdx_id), changes) if today is None else Reading(leaf(today), (*changes, Change.DEPRECATED))


def leaf(expression: str) -> Leaf:
    """A leaf of the table, which writes `Apache-2.0 WITH SHL-2.1` in one text."""
    spdx_id, _, exception = expression.partition(" WITH ")
    return Leaf(spdx_id, exception=exception or None)


def read_name(text: str) -> Reading:
    """One licence by its name, perhaps with `LicenseRef-` in front. A reference that leads to no listed licence stays
    as it is, where it is one that SPDX allows."""
    if text[: len(PREFIX)].lower() != PREFIX.lower():
        return _name(text)
    behind = text[len(PREFIX) :].strip()
    looked_up = _listed(behind) or _name(behind)
    if looked_up.node == Leaf(text):
        return structs.replace(looked_up, changes=())
    if looked_up.node is not None:
        return _changed(looked_up, Change.PREFIX)
    if not is_idstring(behind):
        return looked_up
    spelling = () if text.startswith(PREFIX) else (Change.SPELLING,)
    return structs.replace(looked_up, node=Leaf(PREFIX + behind), changes=spelling)


def _name(text: str) -> Reading:
    """One licence by its name."""
    found = words(text)
    said = telling(found)
    if not said:
        return unclear("No licence is named: write its SPDX id, such as CERN-OHL-S-2.0.")
    read = _keyed(said) or creative_commons(said) or _forbidding(said) or cern(said) or gnu(said) or _in_brackets(text)
    if read is None:
        return _unread(said)
    if not isinstance(read.node, Leaf):
        return read
    if "CC-" in read.node.id and not read.node.id[-1].isdigit():
        return _changed(read, Change.PORTED)
    return _changed(read, Change.SPELLING if _same_words(found, read.node) else Change.NAME)


def _keyed(said: list[str]) -> Reading | None:
    """A name or an id that the table has a key for, perhaps with `or later` behind it."""
    key = " ".join(said)
    known = table()
    if key in known.unnamed:
        vague = known.unnamed[key]
        return Reading(None, (), vague.openness, vague.licence_class, vague.family, vague.note)
    if key in known.keys:
        return Reading(leaf(known.keys[key]), (Change.ASSUMED_VERSION,) if key in known.assumed else ())
    if said[-1] == "+" and key[:-2] in known.keys:
        later = or_later(leaf(known.keys[key[:-2]]))
        return None if later is None else Reading(later)
    return None


def _same_words(found: list[str], read: Leaf) -> bool:
    """Whether the id is written and only its case, blanks or points are not."""
    neutral = {"v", "version", "license", "licence", "only"}
    wanted = [word for word in words(render(read)) if word not in neutral]
    return [word for word in found if word not in neutral] == wanted


def _in_brackets(text: str) -> Reading | None:
    """One licence named twice, once perhaps with less: "GNU General Public License (GPL-3.0)"."""
    before, _, rest = text.partition("(")
    inside, closed, after = rest.partition(")")
    outer, inner = telling(words(before + " " + after)), telling(words(inside))
    if not closed or not outer or not inner:
        return None
    longer, shorter = (inner, outer) if len(inner) >= len(outer) else (outer, inner)
    if longer[: len(shorter)] == shorter:
        return _keyed(longer) or creative_commons(longer) or cern(longer) or gnu(longer)
    one, other = _keyed(inner), _keyed(outer)
    return one if one is not None and other is not None and one.node == other.node else None


def _forbidding(said: list[str]) -> Reading | None:
    """What is forbidden is understood, whatever else is written."""
    for word, what in (("nc", "commercial use"), ("nd", "changes")):
        if word in said:
            return refused(f"It forbids {what}, so the hardware is not open.")
    return None


def _unread(said: list[str]) -> Reading:
    """A text that nobody knows, and what can be said of it."""
    text = " ".join(said)
    if "all rights reserved" in text:
        return refused(table().unnamed["all rights reserved"].note)
    choices = table().versions.get(text)
    if choices:
        family = table().licences[choices[0]].family
        return unclear(f"No version is named: write {_any_of(choices[:3])}, whichever it is.", family)
    if set(text) == {"x"}:
        return unclear(table().unnamed["xxx"].note)
    return unclear("This is not the name of a licence that we know: a maintainer has to read it.")


def _any_of(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"


def _whole(text: str) -> Reading | None:
    """A text that is one name of the table as it stands, though it looks like a list: "Apache License, Version 2.0"."""
    said = telling(words(text))
    if not said or text[: len(PREFIX)].lower() == PREFIX.lower() or _keyed(said) is None:
        return None
    return _name(text)


def _list(text: str) -> Reading | None:
    """Several licences with something between them. Every part must be one certain licence, or one that is not open:
    where "or" and "and" are mixed, only brackets could tell what belongs together, and those stand in expressions."""
    return _alternatives(_parts(text, _ALTERNATIVES)) or _together(_parts(text, _TOGETHER))


def _parts(text: str, separators: tuple[str, ...]) -> list[Reading]:
    """What stands between the separators; nothing where that is one part, too many, or has half a bracket."""
    cut = text
    for separator in separators:
        cut = _cut(cut, separator)
    parts = [part.strip() for part in cut.split(_CUT) if part.strip()]
    if not 1 < len(parts) <= MAX_PARTS or any(part.count("(") != part.count(")") for part in parts):
        return []
    return [_listed(part) or _one(_expression(part)) or read_name(part) for part in parts]


def _one(read: Reading | None) -> Reading | None:
    return read if read is not None and isinstance(read.node, Leaf) else None


def _cut(text: str, separator: str) -> str:
    """Put the cut in place of a separator in any case, without changing the case of the rest."""
    lower = text.lower()
    if len(lower) != len(text):
        return text
    pieces, at = [], 0
    while (next_at := lower.find(separator, at)) >= 0:
        pieces.append(text[at:next_at])
        at = next_at + len(separator)
    return _CUT.join([*pieces, text[at:]])


def _alternatives(reads: list[Reading]) -> Reading | None:
    nodes = [read.node for read in reads if read.node is not None]
    if not nodes or len(nodes) < len(reads):
        return None
    return Reading(joined("OR", nodes), (Change.SPELLING, *_changes(reads)))


def _together(reads: list[Reading]) -> Reading | None:
    nodes = [read.node for read in reads if read.node is not None]
    if nodes and len(nodes) == len(reads):
        same = len(set(nodes)) == 1
        node = nodes[0] if same else joined("AND", nodes)
        return Reading(node, _changes(reads) if same else (*_changes(reads), Change.LIST))
    closed = next((read for read in reads if read.node is None and read.openness is Openness.NOT_OPEN), None)
    certain = all(read.node is not None or read.openness is Openness.NOT_OPEN for read in reads)
    return closed if certain else None


def _with_address(text: str) -> Reading | None:
    """An address, or a name and its address, which must then agree."""
    addresses = [word.strip("()<>[],;\"'") for word in text.split() if host(word.strip("()<>[],;\"'"))]
    if not addresses:
        return None
    reads = [_address(address) for address in addresses]
    if any(read != reads[0] for read in reads):
        return unclear("It gives several addresses: a maintainer has to read them.")
    rest = text
    for address in addresses:
        rest = rest.replace(address, " ")
    if not telling(words(rest)):
        return reads[0]
    named = _expression(rest) or read_name(rest)
    if named.openness is Openness.NOT_OPEN or named.node == reads[0].node:
        return named
    whole = named.node is None and named.family is not None and named.family == reads[0].family
    return reads[0] if whole else unclear("The name of the licence and its address do not agree.", named.family)


def _address(address: str) -> Reading:
    """What stands at an address, as far as the address of a well-known legal code tells it."""
    if host(address) not in HOSTS:
        return unclear("This is the address of a text that we do not know: a maintainer has to read it.")
    name = spoken(address)
    read = _listed(name) or _name(name)
    if read.node is None:
        return read
    if Change.ASSUMED_VERSION in read.changes and read.family == "GNU":
        return unclear("The newest version stands at this address, whichever that is: write the SPDX id.", "GNU")
    kept = tuple(change for change in read.changes if change not in {Change.SPELLING, Change.NAME})
    return structs.replace(read, changes=(Change.URL, *kept))


def _changes(reads: list[Reading]) -> tuple[Change, ...]:
    return tuple(change for read in reads for change in read.changes)


def _changed(read: Reading, change: Change) -> Reading:
    return structs.replace(read, changes=(change, *read.changes))

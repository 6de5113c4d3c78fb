# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the library: one file mints them, one file reads them.

A module is its repository: `/m/<host>/<path>`. `/-/` is a reserved step: `…/-/in/<sub/dir>` is a further module in the
repository, `…/-/v/<version>` a release, `…/-/part/<slug>` a part of it. The address of a page is the document;
`<address>#this` is the thing it speaks of.

What modules share has addresses too: `/licence/<SPDX id>`, `/process/<TsDC id>`, `/language/<tag>`, and `/a/<kind>/…`
for persons and organisations.

What may not stand in a step is written `~` and two hexadecimal digits, because servers decode `%2F` before anybody can
look at it, and browsers resolve `%2E%2E`: the version `1/2` is `1~2F2`. Other characters are percent-encoded as usual.
"""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from urllib.parse import quote

import msgspec

_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOT_IN_IRI = re.compile(
    r"[\x00-\x20<>\"{}|\\^`\x7f-\xa0\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"
    rf"{''.join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0xF0000, 0x10000))}"
    r"\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_UNUSUAL = re.compile(r"[\[\]]|#[^#]*#|://[^/?#]*:(?!\d*(?:[/?#]|\Z))|://[^/?#@]*@[^/?#@]*@")
_AUTHORITY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)")
_HOST = re.compile(r"(?:[^@\[\]]*@)?(?:\[([0-9A-Fa-f:.]+)\]|[^:@\[\]]*)(?::\d*)?")
_PLAIN_STEP = re.compile(r"[A-Za-z0-9._-]+")
_ESCAPED = re.compile(r"[~/\\\\?#%\x00-\x1f\x7f]")
_ESCAPE = re.compile(r"~([0-9A-F]{2})")
RESERVED = "-"
FORMS = frozenset({"ttl", "jsonld", "nt", "json", "toml", "raw"})
"""The last step after `/-/` that asks for another form of the same resource."""
BILLS = {"bom": "", "bom.csv": "csv", "bom.xlsx": "xlsx", "bom.json": "json"}
"""The last step after `/-/` that asks for the bill of materials of a release, and its form; empty for the page."""


def encode_iri(text: str) -> str:
    """`text` with everything percent-encoded that may not stand in an IRI (RFC 3987); other characters stay."""
    if "%" in text:
        text = _BAD_PERCENT.sub("%25", text)
    if _NOT_IN_IRI.search(text):
        text = _NOT_IN_IRI.sub(_percent, text)
    return _encode_places(text) if _UNUSUAL.search(text) else text


def _encode_places(text: str) -> str:
    """Signs allowed in one place of an IRI only: brackets around an IPv6 address, a colon before a port, one #."""
    found = _AUTHORITY.match(text)
    head, host = (found[0], found[1]) if found else ("", "")
    rest, sign, fragment = text[len(head) :].replace("[", "%5B").replace("]", "%5D").partition("#")
    if not _is_host(host):
        head = head.removesuffix(host) + quote(host, safe="%!$&'()*+,;=")
    return f"{head}{rest}{sign}{fragment.replace('#', '%23')}"


def _is_host(host: str) -> bool:
    found = _HOST.fullmatch(host)
    try:
        return found is not None and (found[1] is None or bool(IPv6Address(found[1])))
    except ValueError:
        return False


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def step(text: str) -> str:
    """One step of an address, from any text."""
    if _PLAIN_STEP.fullmatch(text) and text.strip(".") and text != RESERVED:
        return text
    if not text.strip(".") or text == RESERVED:  # nothing, only dots, or the reserved step
        return "".join(f"~{ord(letter):02X}" for letter in text) or "~"
    return quote(_ESCAPED.sub(_tilde, text).encode("utf-8", "replace"), safe="~:@!$&'()*+,;=")


def _tilde(match: re.Match[str]) -> str:
    return f"~{ord(match[0]):02X}"


def unstep(text: str) -> str:
    """The text that a step (percent-decoded already) stands for; the inverse of `step`."""
    return "" if text == "~" else _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def path_of(text: str) -> str:
    """A path of several steps, each one encoded."""
    return "/".join(step(piece) for piece in text.split("/"))


class ModuleId(msgspec.Struct, frozen=True, order=True):
    """What identifies a module: host, path of the repository there, and the folder inside it (`""` is its root)."""

    host: str
    path: str
    folder: str = ""

    @property
    def address(self) -> str:
        """The address of the module below the instance: `/m/git.example.org/maker/printer`."""
        inside = f"/-/in/{path_of(self.folder)}" if self.folder else ""
        return f"/m/{step(self.host)}/{path_of(self.path)}{inside}"

    def release(self, version: str) -> str:
        """The address of one release."""
        return f"{self.address}/-/v/{step(version)}"


def agent_address(kind: str, *keys: str) -> str:
    """The address of a person or organisation, by what identifies it: `/a/orcid/0000-…`, `/a/name/<host>/<name>`."""
    return "/".join(("/a", kind, *(step(key) for key in keys)))


def licence_address(spdx_id: str) -> str:
    """The address of a licence: `/licence/CERN-OHL-S-2.0`."""
    return f"/licence/{step(spdx_id)}"


def process_address(identifier: str) -> str:
    """The address of a process, by its TsDC identifier: `/process/3DP`."""
    return f"/process/{step(identifier)}"


def language_address(tag: str) -> str:
    """The address of a language, by its tag: `/language/pt-BR`."""
    return f"/language/{step(tag)}"


def read_shared(path: str) -> tuple[str, str | None] | None:
    """Read what follows `/licence/`, `/process/`, `/language/` or `/a/`, percent-decoded as servers hand it on: the
    steps that identify, still escaped, and the form that is asked for; `None` if it is no address of ours."""
    head, *rest = _split_reserved(path)
    if not head or len(rest) > 1 or (rest and rest[0] not in FORMS):
        return None
    return head, rest[0] if rest else None


def encoded(steps: str) -> str:
    """Escaped steps that a server has percent-decoded, as they were minted."""
    return quote(steps.encode("utf-8", "replace"), safe="/~:@!$&'()*+,;=")


def slug(text: str) -> str:
    """A short readable step for a name: letters and digits of any script, the rest becomes single hyphens."""
    return "-".join(re.findall(r"\w+", text.lower().replace("_", " ")))[:SLUG_LENGTH].strip("-") or "unnamed"


SLUG_LENGTH = 80


class Target(msgspec.Struct, frozen=True):
    """What an address below `/m/` means: a module, perhaps a version, a part of it, and a form of the resource; or the
    bill of materials of a release in one of its forms."""

    module: ModuleId
    version: str | None = None
    part: str | None = None
    form: str | None = None
    bill: str | None = None


def read_target(path: str) -> Target | None:
    """Read what follows `/m/`, percent-decoded as servers hand it on; `None` if it is no address of ours."""
    head, *rest = _split_reserved(path)
    host, _, repository = head.partition("/")
    if not host or not repository:
        return None
    folder = version = part = form = bill = None
    for piece in rest:
        name, _, value = piece.partition("/")
        if name == "in" and value and folder is None and version is None:
            folder = "/".join(unstep(one) for one in value.split("/"))
        elif name == "v" and value and "/" not in value and version is None:
            version = unstep(value)
        elif name == "part" and value and "/" not in value and part is None and version is not None:
            part = unstep(value)
        elif name in FORMS and not value and form is None:
            form = name
        elif name in BILLS and not value and version is not None and part is None and bill is None:
            bill = BILLS[name]
        else:
            return None
    module = ModuleId(unstep(host), "/".join(unstep(one) for one in repository.split("/")), folder or "")
    return None if bill is not None and form is not None else Target(module, version, part, form, bill)


def _split_reserved(path: str) -> list[str]:
    """Split at the steps that are exactly `-`: these are never part of a name, which would be encoded."""
    groups: list[list[str]] = [[]]
    for one in path.strip("/").split("/"):
        if one == RESERVED:
            groups.append([])
        else:
            groups[-1].append(one)
    return ["/".join(group) for group in groups]

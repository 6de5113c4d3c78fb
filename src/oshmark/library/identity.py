# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which module a manifest speaks of: its repository, brought into one spelling.

`https://GitHub.com/Maker/Printer.git`, `…/maker/printer/` and `…/Maker/Printer/tree/main` are the same repository. An
address with a query, as wikis have them, keeps the query, because it names the page.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from oshmark.values.iri import ModuleId

FORGES = frozenset({"github.com", "gitlab.com", "codeberg.org", "bitbucket.org"})
"""Hosts where a path differs from another one by more than capital letters."""
TWO_STEPS = frozenset({"github.com", "codeberg.org", "bitbucket.org"})
"""Forges where a repository is always owner and name."""
DEFAULT_PORTS = frozenset({80, 443})
IN_PATH, IN_QUERY = "/?#%", "&=+#%"
"""What has another meaning in an address when it is not percent-encoded; control characters stay encoded as well."""
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63})*")
_IPV6 = re.compile(r"[0-9a-f:.]{2,45}")
MAX_HOST = 253


def module_of(repo: str, folder: str = "") -> ModuleId | None:
    """The module of a repository address, in `folder` of the repository; `None` when the address names no place.

    A folder that the address itself names (`…/tree/main/hardware`) is used where none is given.
    """
    try:
        parts = urlsplit(repo)
        host = _host(parts)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    steps = _steps(parts.path)
    path, inside = _without_tree(host, steps)
    names_page = bool(parts.query) and host not in FORGES and path == steps
    if host in FORGES:
        path = [step.lower() for step in path]
    if path:
        path[-1] = _without_git(path[-1])
    whole = "/".join(path)
    if names_page:
        whole += f"?{_decoded(parts.query, IN_QUERY)}"
    return ModuleId(host, whole or "/", folder or inside)


def _host(parts: SplitResult) -> str:
    """Host and port in one spelling; empty when no host can have that name; `ValueError` for a port that is none."""
    name = (parts.hostname or "").removesuffix(".")
    if ":" in name:
        host = f"[{name}]" if _IPV6.fullmatch(name) else ""
    else:
        host = _unicode_host(name) if _HOST.fullmatch(name) and len(name) <= MAX_HOST else ""
    if host.removeprefix("www.") in FORGES:
        host = host.removeprefix("www.")
    if not host or parts.port is None or parts.port in DEFAULT_PORTS:
        return host
    return f"{host}:{parts.port}"


def _unicode_host(name: str) -> str:
    """`xn--bcher-kva.example` as it is read: `bücher.example`. What is no valid name of this kind stays as it is."""
    try:
        return name.encode("idna").decode("idna")
    except UnicodeError:
        return name


def _steps(path: str) -> list[str]:
    """The steps of a path, without empty ones; `.` and `..` are followed."""
    steps: list[str] = []
    for step in path.split("/"):
        decoded = _decoded(step, IN_PATH)
        if decoded == "..":
            del steps[-1:]
        elif decoded not in ("", "."):
            steps.append(decoded)
    return steps


def _decoded(text: str, kept: str) -> str:
    """The text with percent-encoding only where it is needed, so that one place has one spelling."""

    def decode(match: re.Match[str]) -> str:
        letters = bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "surrogateescape")
        return "".join(_encode(one) if one in kept or not _is_shown(one) else one for one in letters)

    return _ENCODED.sub(decode, text)


def _is_shown(letter: str) -> bool:
    return letter.isprintable() or letter == " "


def _encode(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "surrogateescape"))


def _without_git(name: str) -> str:
    while name.lower().endswith(".git") and len(name) > len(".git"):
        name = name[: -len(".git")]
    return name


def _without_tree(host: str, path: list[str]) -> tuple[list[str], str]:
    """The repository's own path, and the folder that the address points at."""
    if host in TWO_STEPS:
        rest = path[2:]
        start = 3 if rest[:1] == ["src"] and rest[1:2] in (["branch"], ["tag"], ["commit"]) else 2
        return path[:2], "/".join(rest[start:]) if rest[:1] in (["tree"], ["src"]) else ""
    if "-" in path[1:]:  # GitLab parts the repository from what is in it
        at = path.index("-", 1)
        rest = path[at + 1 :]
        return path[:at], "/".join(rest[2:]) if rest[:1] == ["tree"] else ""
    return path, ""


def canonical_repo(module: ModuleId) -> str:
    """The address of the repository of a module, for links and comparison."""
    return f"https://{module.host}/{module.path.lstrip('/')}"

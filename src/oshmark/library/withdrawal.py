# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stays out of the library: because its maker asked to be left out, or because it had to be taken down.

A withdrawal names an address, and holds for everything at it and below it: a module with its releases, all modules of a
repository, all repositories of an owner, or a whole host.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from oshmark.errors import RefusedError
from oshmark.library.identity import module_of
from oshmark.values.iri import read_target, step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.values.iri import ModuleId

MODULES = "/m/"
HOST_STEPS = 3
"""Steps of the address of a host, the empty one before the first slash counted."""


class Why(Enum):
    """The two reasons."""

    OPT_OUT = "opt-out"
    TAKEDOWN = "takedown"


def withdrawn_address(written: str) -> str:
    """The address below the instance that somebody means who writes an address of ours or of a repository.

    Raises `RefusedError` for what is neither.
    """
    text = written.strip()
    if text.startswith(MODULES):
        return _of_ours(text.removeprefix(MODULES).rstrip("/"), written)
    module = module_of(text)
    if module is None:
        raise _not_understood(written)
    return host_address(module.host) if module.path == "/" else module.address


def host_address(host: str) -> str:
    """The address of everything on one host."""
    return f"{MODULES}{step(host)}"


def _of_ours(rest: str, written: str) -> str:
    if "/" not in rest and rest:
        return host_address(rest)
    target = read_target(rest)
    if target is None or target.version is not None or target.form is not None:
        raise _not_understood(written)
    return target.module.address


def _not_understood(written: str) -> RefusedError:
    return RefusedError(
        f"“{written[:200]}” is no address of a module, a repository, an owner or a host. Write it like "
        "https://github.com/maker/printer or /m/github.com/maker/printer."
    )


def covering(module: ModuleId) -> list[str]:
    """Every address that a withdrawal may name to hold for this module: its own, and those above it."""
    steps = module.address.split("/")
    return ["/".join(steps[:count]) for count in range(len(steps), HOST_STEPS - 1, -1)]


def last_withdrawals(withdrawn: Iterable[tuple[str, int]]) -> dict[str, int]:
    """From pairs of an address and the number of the event that withdrew it: the last event of each address."""
    last: dict[str, int] = {}
    for address, number in withdrawn:
        last[address] = max(number, last.get(address, 0))
    return last

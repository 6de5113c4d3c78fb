# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The three forges against one and the same world, so that what must hold of a forge is said once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.crawl.connectors import forgejo, github, gitlab
from oshmark.crawl.task import Source
from tests.crawl.connectors.cases import Case
from tests.fakes.forgejo import FakeForgejo
from tests.fakes.github import FakeGitHub
from tests.fakes.gitlab import FakeGitLab
from tests.fakes.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.crawl.connector import Connector
    from oshmark.crawl.place import Place
    from tests.fakes.server import Fake

TOPIC = "open-hardware"
MANIFEST = 'okhv = "OKH-LOSHv1.0"\nname = "Kettle {}"\n'


@dataclass(frozen=True)
class Forge:
    """A connector with its stand-in; `signed` as if there were a token."""

    name: str
    connector: Connector
    fake: Callable[..., Fake]
    host: str
    signed: bool = False
    one: str = "repository"
    owner: str = "organisation"

    def place(self, address: str) -> Place:
        return msgspec.structs.replace(self.connector.places[self.host].at(address), signed=self.signed)

    @property
    def web(self) -> str:
        return self.connector.places[self.host].web


FORGES = (
    Forge("github-signed", github.CONNECTOR, FakeGitHub, "github.com", signed=True),
    Forge("github", github.CONNECTOR, FakeGitHub, "github.com"),
    Forge("gitlab", gitlab.CONNECTOR, FakeGitLab, "gitlab.com", one="project", owner="group"),
    Forge("forgejo", forgejo.CONNECTOR, FakeForgejo, "codeberg.org"),
)

NASTY = {
    "okh.toml": b'okhv = "OKH-LOSHv1.0"\nname = "Kettle"\n',
    "a folder/o#k?h%20/okh-100%.toml": b"name = 'odd'\n",
    "größe/okh-日本.yml": "okhv: 1.0\ntitle: Größe\n".encode(),
    "latin/okh-latin.toml": "name = 'Größe'\n".encode("latin-1"),
    "deep/er/still/.okh.json": b"{}",
    "link/okh-link.toml": b"../okh.toml",
    "settings.toml": b"[tool]\n",
    "look.json": b"{}",
    "okh-notes.md": b"# notes\n",
}
NASTY_MANIFESTS = {
    path: raw for path, raw in NASTY.items() if "okh" in path.rpartition("/")[2] and not path.endswith(".md")
}


def world() -> World:
    """137 repositories with a topic: two pages of a hundred, three of fifty, the last of them not full."""
    result = World()
    for number in range(130):
        result.add(f"Makers/kettle-{number}", {"okh.toml": MANIFEST.format(number).encode()}, topics=(TOPIC,))
    result.add("Makers/odd.name_-", NASTY, topics=(TOPIC,), links=frozenset({"link/okh-link.toml"}))
    result.add("Makers/branch", {"okh.yml": b"okhv: 1\n"}, topics=(TOPIC,), branch="work/in-hand")
    result.add("Makers/empty", topics=(TOPIC,))
    result.add("Makers/nothing-of-ours", {"README.md": b"hello"}, topics=(TOPIC,))
    result.add("Makers/secret", {"okh.toml": b"name = 'secret'\n"}, topics=(TOPIC,), private=True)
    result.add("makers2/other", {"okh.toml": b"name = 'other'\n"})
    for number in range(3):
        result.add(f"Others/cup-{number}", {"hardware/okh.toml": b"name = 'cup'\n"}, topics=(TOPIC,))
    return result


def expected(web: str) -> dict[str, dict[str, bytes | None]]:
    """What lies there for those who look for the topic."""
    found: dict[str, dict[str, bytes | None]] = {
        f"{web}/Makers/kettle-{number}": {"okh.toml": MANIFEST.format(number).encode()} for number in range(130)
    }
    found[f"{web}/Makers/odd.name_-"] = {k: v for k, v in NASTY_MANIFESTS.items() if not k.startswith("link/")}
    found[f"{web}/Makers/branch"] = {"okh.yml": b"okhv: 1\n"}
    return found | {f"{web}/Others/cup-{number}": {"hardware/okh.toml": b"name = 'cup'\n"} for number in range(3)}


def case(forge: Forge, **options: Any) -> Case:
    """A forge as the conformance suite wants it."""
    return Case(
        name=forge.name,
        connector=forge.connector,
        serve=lambda: forge.fake(world(), **options).serve(),
        place=forge.place,
        source=Source(forge.connector.name, "topic", TOPIC),
        expected=expected(forge.web),
        names={
            forge.one: "Makers/kettle-1",
            forge.owner: "Makers",
            "user": "Makers",
            "topic": TOPIC,
            "code": "all",
            "list": f"{forge.web}/Makers/kettle-1/blob/main/okh.toml",
        },
        addresses={
            f"https://{forge.host}/Makers/kettle-1": True,
            f"https://www.{forge.host}/Makers/kettle-1.git": True,
            f"{forge.host}/Makers/kettle-1/": True,
            f"git@{forge.host}:Makers/kettle-1.git": True,
            f"https://{forge.host}/Makers": False,
            "https://example.org/Makers/kettle-1": False,
            f"https://{forge.host}/../..": False,
            f"https://not-{forge.host}/Makers/kettle-1": False,
            "": False,
        },
    )


CASES = tuple(case(forge) for forge in FORGES)

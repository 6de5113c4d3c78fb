# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The platforms that hold metadata themselves, lists, and plain Git, for the conformance suite."""

from __future__ import annotations

from oshmark.crawl.connectors import appropedia, git, list_repository, oshwa, thingiverse, wikifactory
from oshmark.crawl.connectors import list as manifest_list
from oshmark.crawl.place import Place
from oshmark.crawl.task import Source
from tests.crawl.connectors.cases import Case
from tests.fakes import appropedia as fake_wiki
from tests.fakes import git as fake_git
from tests.fakes import list as fake_list
from tests.fakes import oshwa as fake_oshwa
from tests.fakes import thingiverse as fake_thingiverse
from tests.fakes import wikifactory as fake_wikifactory

WIKI = "https://www.appropedia.org"
NOWHERE = Place(api="", web="")

CASES = (
    Case(
        name="appropedia",
        connector=appropedia.CONNECTOR,
        serve=fake_wiki.serve,
        place=appropedia.CONNECTOR.places["www.appropedia.org"].at,
        source=Source("appropedia", "category", "Projects"),
        expected={f"{WIKI}/{name}": {"okh.toml": None} for name in ("Wren_lamp", "Pellet_stove", "Loom")},
        names={
            "category": "Projects",
            "template": "Infobox device",
            "page": "Wren lamp",
            "changes": "2026-01-01T00:00:00Z",
            "manifests": "all",
        },
        addresses={f"{WIKI}/Wren_lamp": True, f"{WIKI}/Category:Projects": False, "https://wiki.example/Lamp": False},
    ),
    Case(
        name="oshwa",
        connector=oshwa.CONNECTOR,
        serve=fake_oshwa.serve,
        place=oshwa.CONNECTOR.places["certification.oshwa.org"].at,
        source=Source("oshwa", "all"),
        expected={
            f"https://certification.oshwa.org/ke00000{number}.html": {"okh.toml": None} for number in range(1, 8)
        },
        names={"project": "KE000001", "dump": "https://dumps.example/oshwa.json"},
        addresses={
            "https://certification.oshwa.org/ke000001.html": True,
            "https://certification.oshwa.org/list.html": False,
        },
    ),
    Case(
        name="wikifactory",
        connector=wikifactory.CONNECTOR,
        serve=fake_wikifactory.serve,
        place=wikifactory.CONNECTOR.places["wikifactory.com"].at,
        source=Source("wikifactory", "all"),
        expected={f"https://wikifactory.com/wren/lamp{number}": {"okh.toml": None} for number in range(5)},
        names={"project": "wren/lamp0"},
        addresses={"https://wikifactory.com/wren/lamp0": True, "https://wikifactory.com/wren": False},
    ),
    Case(
        name="thingiverse",
        connector=thingiverse.CONNECTOR,
        serve=fake_thingiverse.serve,
        place=thingiverse.CONNECTOR.places["www.thingiverse.com"].at,
        source=Source("thingiverse", "things", "1-5"),
        expected={f"https://www.thingiverse.com/thing:{number}": {"okh.toml": None} for number in (1, 2)},
        names={"search": "lamp", "things": "1-5", "thing": "1"},
        gone=("https://www.thingiverse.com/thing:4", "https://www.thingiverse.com/thing:5"),
        addresses={"https://www.thingiverse.com/thing:1": True, "https://www.thingiverse.com/wren": False},
    ),
    Case(
        name="list",
        connector=manifest_list.CONNECTOR,
        serve=fake_list.serve,
        place=lambda _address: NOWHERE,
        source=Source("list", "list", "{address}/list.json"),
        expected={
            "https://git.example.org/wren/lamp": {"okh-lamp.toml": fake_list.LAMP},
            "https://git.example.org/ana/stove": {"okh-stove.toml": fake_list.STOVE},
        },
        names={"list": "https://lists.example/list.json", "manifest": "https://lists.example/okh.toml"},
        addresses={"https://lists.example/list.json": False},
        anywhere=True,
    ),
    Case(
        name="git",
        connector=git.CONNECTOR,
        serve=fake_git.serve,
        place=lambda _address: NOWHERE,
        source=Source("git", "repository", "{address}/wren/lamp.git"),
        expected={"{address}/wren/lamp.git": {"okh.toml": fake_git.LAMP, "stand/okh.toml": fake_git.STAND}},
        names={"repository": "https://git.example.org/wren/lamp.git"},
        addresses={"git@git.example.org:wren/lamp.git": True, "https://git.example.org/wren/lamp": False},
        anywhere=True,
    ),
    Case(
        name="list-repository",
        connector=list_repository.CONNECTOR,
        serve=fake_git.serve,
        place=lambda _address: NOWHERE,
        source=Source("list-repository", "repository", "{address}/ana/list"),
        expected={
            "https://git.example.org/wren/lamp": {"a/okh-lamp.toml": fake_git.LAMP},
            "https://wiki.example.org/Stove": {"b/stove.toml": fake_git.STOVE},
        },
        names={"repository": "https://git.example.org/ana/list"},
        addresses={"https://git.example.org/ana/list": False},
        anywhere=True,
    ),
)

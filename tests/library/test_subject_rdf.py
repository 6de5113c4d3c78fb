# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.library.credits import Credit
from oshmark.library.subject_rdf import (
    Listed,
    Member,
    add_members,
    agent_graph,
    index_graph,
    language_graph,
    licence_graph,
    process_graph,
    wider_process,
)
from oshmark.manifest.to_rdf import THIS
from oshmark.ontology.write import to_ntriples, to_turtle
from oshmark.values.iri import agent_address, licence_address, process_address
from oshmark.values.licence import read_licence

if TYPE_CHECKING:
    from oshmark.ontology.graph import Graph

SITE = "https://library.example.org"
TEXTS = st.text(max_size=60)


def triples(graph: Graph) -> set[str]:
    """The triples of a graph, which two forms of it agree on."""
    turtle = {str(quad.triple) for quad in ox.parse(to_turtle(graph), format=ox.RdfFormat.TURTLE)}
    assert turtle == {str(quad.triple) for quad in ox.parse(to_ntriples(graph), format=ox.RdfFormat.N_TRIPLES)}
    return turtle


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_name_of_a_stranger_breaks_a_graph(name: str, version: str, url: str, key: str) -> None:
    credited = Credit(agent_address("name", key, name), "licensor", name, organisation=False, url=url)
    graphs = [
        agent_graph(f"{SITE}{credited.agent}", [credited], [agent_address("web", url)], SITE),
        process_graph(f"{SITE}{process_address(key)}", key or "X", [], SITE),
        licence_graph(f"{SITE}{licence_address(key)}", key, None, read_licence("MIT")),
        index_graph(f"{SITE}/processes", "skos:Concept", [(f"{SITE}{process_address(key)}", name)]),
    ]
    for graph in graphs:
        member = Member("/m/a/b/-/v/1", "/m/a/b", name, version, ("dcterms:subject",))
        add_members(graph, Listed((member,), 7, f"{SITE}/x?page=2"), THIS, SITE)
        assert len(triples(graph)) >= 6


def test_a_person_with_two_names_is_one_person_and_no_mail_address_is_said() -> None:
    names = ("Wilma", "Wilma W.", "wilma@weaver.example.org")
    credited = [Credit("/a/mail/1", "licensor", name, organisation=False) for name in names]
    said = triples(agent_graph(f"{SITE}/a/mail/1", credited, ["/a/name/x/Wilma"], SITE))
    assert len([one for one in said if "http://schema.org/name" in one]) == 3
    assert len([one for one in said if "http://schema.org/Person" in one]) == 1
    assert not [one for one in said if "wilma@" in one]


def test_a_licence_that_spdx_does_not_list_is_not_said_to_be_listed() -> None:
    listed = triples(licence_graph(f"{SITE}/licence/MIT", "MIT", "MIT License", read_licence("MIT")))
    own = triples(licence_graph(f"{SITE}/licence/LicenseRef-A", "LicenseRef-A", None, read_licence("LicenseRef-A")))
    assert [one for one in listed if "http://spdx.org/licenses/MIT" in one]
    assert not [one for one in own if "spdx.org/licenses" in one or "ListedLicense" in one]


@pytest.mark.parametrize(("identifier", "wider"), [("ASM-MEC", "ASM"), ("ASM", None), ("3DP", None), ("NO-SUCH", None)])
def test_a_kind_of_a_process_names_the_wider_one(identifier: str, wider: str | None) -> None:
    assert wider_process(identifier) == wider


def test_each_name_of_a_language_is_in_its_language() -> None:
    said = triples(language_graph(f"{SITE}/language/de", "de", [("German", "en"), ("Deutsch", "de")]))
    assert [one for one in said if '"German"@en' in one]
    assert [one for one in said if '"Deutsch"@de' in one]

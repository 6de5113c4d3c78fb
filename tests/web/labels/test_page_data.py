# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page as data: in our words and in those of schema.org, and never as a certification."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from django.test import Client
from rdflib.compare import isomorphic

from oshmark.adapters.published.dumps import read_lines
from oshmark.label.content import Standing
from oshmark.library.withdrawal import Why
from oshmark.ontology.own import NAMESPACE
from oshmark.web import wiring
from oshmark.web.library.publishing import Publisher, publish_library
from oshmark.web.library.withdrawing import withdraw
from tests.web.library_of import NOW, SITE

if TYPE_CHECKING:
    from oshmark.adapters.published.generation import Generation
    from tests.web.labels.labelled import Labelled
    from tests.web.library_of import Library

SCHEMA = rdflib.Namespace("http://schema.org/")
OWN = rdflib.Namespace(NAMESPACE)
READS = pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")
"""rdflib warns of its own ways."""
FORMS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}


def graph(path: str, form: str) -> rdflib.Graph:
    response = Client().get(f"{path}/-/{form}")
    assert response.status_code == 200
    return rdflib.Graph().parse(data=response.content, format=FORMS[form])


@READS
def test_every_form_says_the_same(labelled: Labelled) -> None:
    first, *others = (graph(labelled.path, form) for form in FORMS)
    assert all(isomorphic(first, other) for other in others)
    assert len(first) > 30


@READS
def test_what_is_said_of_a_unit(labelled: Labelled) -> None:
    found = graph(f"{labelled.path}/A-0003", "jsonld")
    document = f"{SITE}{labelled.path}/A-0003"
    product, label = rdflib.URIRef(f"{document}#product"), rdflib.URIRef(f"{document}#this")
    assert (product, rdflib.RDF.type, SCHEMA.IndividualProduct) in found
    assert str(found.value(product, SCHEMA.serialNumber)) == "A-0003"
    assert str(found.value(found.value(product, SCHEMA.manufacturer), SCHEMA.name)) == "Lark Workshop"
    assert str(found.value(found.value(product, SCHEMA.countryOfOrigin), SCHEMA.identifier)) == "AT"
    assert found.value(product, SCHEMA.isBasedOn) == rdflib.URIRef(f"{SITE}{labelled.release}#this")
    assert str(found.value(label, OWN.standing)) == "self-declared"
    assert len(set(found.objects(product, OWN.ingredient))) == len(labelled.shop.parts.items)
    assert len(set(found.objects(label, OWN.archivedFile))) == 3


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "json"])
def test_nothing_is_called_a_certification(labelled: Labelled, form: str) -> None:
    text = Client().get(f"{labelled.path}/-/{form}").content.decode()
    assert "Certification" not in text
    assert "wilma@" not in text


def test_a_program_gets_what_it_asks_for(labelled: Labelled) -> None:
    response = Client().get(labelled.path, headers={"accept": "text/turtle"})
    assert response.headers["Content-Type"].startswith("text/turtle")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    data = Client().get(f"{labelled.path}/-/json").json()
    assert data["certified"] is False
    assert data["bom_quality"] == "provided, not checked"
    assert len(data["components"]["items"]) == len(labelled.shop.parts.items)
    assert Client().get(f"{labelled.path}/-/toml").status_code == 404
    assert Client().get(labelled.path, headers={"accept": "image/png"}).status_code == 406


def test_a_label_is_published_with_its_release_as_a_graph_of_its_own(library: Library, labelled: Labelled) -> None:
    document = f"<{SITE}{labelled.path}>"
    made, published = publish(library)
    assert (made.counts.labels, made.counts.releases) == (1, made.counts.entries - 1)
    lines = published[labelled.path].decode().splitlines()
    assert all(line.endswith(f" {document} .") for line in lines)
    assert any(line.startswith(f"{document} <http://purl.org/dc/terms/license> <http://spdx") for line in lines)
    assert any(f'"{Standing.SELF_DECLARED.value}"' in line for line in lines)
    labelled.end()
    published = publish(library)[1]
    assert f'"{Standing.ENDED.value}"'.encode() in published[labelled.path]
    assert publish(library, full=True)[1] == published
    withdraw("https://github.com/Weaver/Loom", Why.OPT_OUT, reason="x", payloads=wiring.payloads(), actor="t", now=NOW)
    made, published = publish(library)
    assert labelled.path not in published
    assert made.counts.labels == 0


def publish(library: Library, *, full: bool = False) -> tuple[Generation, dict[str, bytes]]:
    """The next generation, and the lines of its dumps by address."""
    publisher = Publisher(library.published, wiring.payloads(), SITE, wiring.mail_key())
    made = publish_library(publisher, now=NOW, full=full)
    shards = [read_lines(made.path, name, shard) for name, shard in made.description.shards.items()]
    return made, {address: lines.nquads for shard in shards for address, lines in shard.items()}

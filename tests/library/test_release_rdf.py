# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oshmark.library.admission import Candidate, candidate_of
from oshmark.library.payload import Provenance, digest_of
from oshmark.library.release_rdf import module_graph, part_graph, release_graph
from oshmark.manifest.read import read
from oshmark.ontology.write import to_nquads
from oshmark.values.iri import ModuleId
from tests.made_up import manifest

if TYPE_CHECKING:
    from oshmark.ontology.graph import Graph

SITE = "https://library.example.org"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
PAGE = f"{SITE}/m/git.example.org/lark/printer/-/v/1.0.0"
ORIGIN = "https://git.example.org/lark/printer/raw/okh.toml"


def graph_of(raw: bytes, **provenance: str) -> Graph:
    reading = read(raw, name="okh.toml")
    digest = digest_of(raw)
    candidate = candidate_of(reading, digest)
    assert isinstance(candidate, Candidate)
    where = Provenance("okh.toml", provenance.pop("origin", ORIGIN), NOW, **provenance)  # type: ignore[arg-type]
    return release_graph(reading, candidate, where, digest=digest, site=SITE, mail_key=b"key")


def test_it_says_where_the_manifest_is_from_and_what_it_is_part_of() -> None:
    raw = manifest()
    triples = graph_of(raw, metadata_licence="CC0-1.0", data_source="git.example.org").triples
    for triple in (
        ("#this", "okh:versionOf", f"<{SITE}/m/git.example.org/lark/printer#this>"),
        ("#this", "okh:dataSource", '"git.example.org"'),
        ("#manifest", "oshmark:digest", f'"{digest_of(raw)}"'),
        ("#manifest", "okh:relativePath", '"okh.toml"'),
        (f"<{PAGE}>", "schema:about", "#this"),
        (f"<{PAGE}>", "prov:wasDerivedFrom", f"<{ORIGIN}>"),
        (f"<{PAGE}>", "dcterms:license", "<http://spdx.org/licenses/CC0-1.0>"),
        (f"<{PAGE}>", "prov:generatedAtTime", '"2026-11-20T00:00:00+00:00"^^xsd:dateTime'),
    ):
        assert triple in triples


def test_a_file_of_this_machine_is_not_named() -> None:
    text = to_nquads(graph_of(manifest(), origin="/home/jane/okh.toml"))
    assert "/home/jane" not in text
    assert "wasDerivedFrom" not in text


@pytest.mark.parametrize(
    ("licence", "term"),
    [
        ("https://example.org/licence", "<https://example.org/licence>"),
        ("MIT OR CC0-1.0", '"MIT OR CC0-1.0"'),
        ("ask us", '"ask us"'),
    ],
)
def test_any_licence_of_the_metadata_is_kept(licence: str, term: str) -> None:
    triples = graph_of(manifest(), metadata_licence=licence).triples
    assert (f"<{PAGE}>", "dcterms:license", term) in triples


def test_e_mail_addresses_are_not_in_it() -> None:
    raw = manifest(function="Ask jane@maker.example.org for it.") + b'contact = "joe@maker.example.org"\n'
    text = to_nquads(graph_of(raw))
    assert "xxxx@xxxxx.xxxxxxx.xxx for it." in text
    assert '"@en' in text
    assert "maker.example.org" not in text


def test_a_part_has_what_is_said_of_it_and_no_more() -> None:
    raw = manifest() + b'[[part]]\nname = "Foot"\nmaterial = "TPU"\n[[part]]\nname = "Foot two"\nmaterial = "PLA"\n'
    page = f"{PAGE}/-/part/foot"
    text = to_nquads(part_graph(graph_of(raw), page))
    assert '"TPU"' in text
    assert '"PLA"' not in text
    assert f"<{PAGE}#this> <https://w3id.org/oseg/ont/okh#hasComponent> <{page}#this>" in text


def test_a_module_names_its_releases() -> None:
    module = ModuleId("git.example.org", "lark/printer")
    graph = module_graph(module, "Lark", [(module.release("1.0"), "1.0"), (module.release("1/1"), "1/1")], site=SITE)
    assert ("#this", "okh:repo", "<https://git.example.org/lark/printer>") in graph.triples
    assert [object_ for _, predicate, object_ in graph.triples if predicate == "dcterms:hasVersion"] == [
        f"<{SITE}/m/git.example.org/lark/printer/-/v/1.0#this>",
        f"<{SITE}/m/git.example.org/lark/printer/-/v/1~2F1#this>",
    ]


def test_where_a_crawl_found_the_manifest_is_said_for_ever() -> None:
    address = "https://git.example.org/lark/printer/raw/abc/okh.toml"
    triples = graph_of(manifest(), commit="abc", perma_url=address).triples
    assert ("#manifest", "oshmark:commit", '"abc"') in triples
    assert ("#manifest", "okh:url", f"<{address}>") in triples
    terms = {term for _subject, term, _object in graph_of(manifest(), perma_url="/home/jane/okh.toml").triples}
    assert "oshmark:commit" not in terms
    assert "/home/jane" not in to_nquads(graph_of(manifest(), perma_url="/home/jane/okh.toml"))


def test_a_module_says_since_when_it_is_gone_and_what_it_has_become() -> None:
    module = ModuleId("git.example.org", "lark/printer")
    graph = module_graph(module, "Lark", [], site=SITE, gone_at=NOW, moved_to="/m/git.example.org/wren/printer")
    assert ("#this", "oshmark:goneSince", '"2026-11-20T00:00:00+00:00"^^xsd:dateTime') in graph.triples
    assert ("#this", "dcterms:isReplacedBy", f"<{SITE}/m/git.example.org/wren/printer#this>") in graph.triples
    terms = {term for _subject, term, _object in module_graph(module, "Lark", [], site=SITE).triples}
    assert not {"oshmark:goneSince", "dcterms:isReplacedBy"} & terms

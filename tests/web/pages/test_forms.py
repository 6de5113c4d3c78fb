# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from oshmark.manifest.read import read
from tests.made_up import manifest
from tests.web.library_of import SITE
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.library_of import Library

GRAPHS = {
    "ttl": ("text/turtle", pyoxigraph.RdfFormat.TURTLE, "turtle"),
    "nt": ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES, "nt"),
    "jsonld": ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD, "json-ld"),
}
PAGES = ("", "/-/part/shuttle")


@pytest.fixture
def address(library: Library) -> str:
    return library.add(FULL, origin="https://github.com/Weaver/Loom/raw/main/okh.toml")


def by_oxigraph(content: bytes, format_: pyoxigraph.RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in pyoxigraph.parse(content, format=format_)}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # of rdflib's reader of JSON-LD, about itself
@pytest.mark.parametrize("page", PAGES)
def test_all_graph_forms_are_the_same_graph_for_two_parsers(client: Client, address: str, page: str) -> None:
    seen: list[set[str]] = []
    graphs: list[rdflib.Graph] = []
    for name, (media, format_, rdflib_name) in GRAPHS.items():
        response = client.get(f"{address}{page}/-/{name}")
        assert response.headers["Content-Type"].partition(";")[0] == media
        seen.append(by_oxigraph(response.content, format_))
        graphs.append(rdflib.Graph().parse(data=response.content, format=rdflib_name))
    assert len(seen[0]) > 10
    assert seen[0] == seen[1] == seen[2]
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[1], graphs[2])
    assert len(graphs[0]) == len(seen[0])


def test_forms_of_a_module_agree_and_name_its_releases(library: Library, client: Client, address: str) -> None:
    del library
    module = address.partition("/-/")[0]
    seen = [by_oxigraph(client.get(f"{module}/-/{name}").content, row[1]) for name, row in GRAPHS.items()]
    assert seen[0] == seen[1] == seen[2]
    assert any(f"{SITE}{address}#this" in triple for triple in seen[0])
    data = json.loads(client.get(f"{module}/-/json").content)
    assert [one["address"] for one in data["releases"]] == [f"{SITE}{address}"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/turtle;q=0.4, application/ld+json;q=0.8", "application/ld+json"),
        ("text/*;q=0.5, application/n-triples", "application/n-triples"),
        ("application/json", "application/json"),
        ("application/toml", "application/toml"),
        ("text/html;q=0, text/*", "text/turtle"),
        ("TEXT/TURTLE", "text/turtle"),
    ],
)
def test_the_client_chooses_the_form(client: Client, address: str, accept: str, media: str) -> None:
    response = client.get(address, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["Content-Type"].partition(";")[0] == media
    assert "Accept" in [one.strip() for one in response.headers["Vary"].split(",")]


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "text/turtle;q=abc", "nonsense"])
def test_what_cannot_be_had_is_406_with_a_list(client: Client, address: str, accept: str) -> None:
    response = client.get(address, headers={"accept": accept})
    assert response.status_code == 406
    assert f"{SITE}{address}/-/ttl" in response.content.decode()


@pytest.mark.parametrize("form", ["", *(f"/-/{name}" for name in ("ttl", "jsonld", "nt", "json", "toml", "raw"))])
def test_what_is_known_already_is_not_sent_again(library: Library, client: Client, address: str, form: str) -> None:
    first = client.get(f"{address}{form}")
    again = client.get(f"{address}{form}", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    library.add(FULL.replace('"2.1.0"', '"2.2.0"'))
    if form in ("", "/-/json"):
        assert client.get(f"{address}{form}", headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_forms_have_names_of_their_own_for_their_state(client: Client, address: str) -> None:
    tags = [client.get(f"{address}/-/{name}").headers["ETag"] for name in ("ttl", "jsonld", "nt", "json", "toml")]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("form", ["", "/-/ttl", "/-/json", "/-/raw", "/-/part/shuttle", "/-/part/none"])
def test_head_says_the_same_without_content(client: Client, address: str, form: str) -> None:
    got, head = client.get(f"{address}{form}"), client.head(f"{address}{form}")
    assert head.status_code == got.status_code
    assert head.content == b""
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


def test_data_may_be_read_by_any_page_and_executed_by_none(client: Client, address: str) -> None:
    for name in ("ttl", "jsonld", "nt", "json", "toml", "raw"):
        headers = client.get(f"{address}/-/{name}").headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert "sandbox" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in client.get(address).headers


def test_a_page_names_its_other_forms(client: Client, address: str) -> None:
    response = client.get(address)
    assert f'<{SITE}{address}/-/ttl>; rel="alternate"; type="text/turtle"' in response.headers["Link"]
    assert f'<link rel="canonical" href="{SITE}{address}">' in response.content.decode()


def test_toml_is_a_clean_manifest(client: Client, address: str) -> None:
    content = client.get(f"{address}/-/toml").content
    assert tomllib.loads(content.decode())["name"] == "Full Loom"
    assert read(content, name="okh.toml").manifest.part[0].name == "Shuttle"


def test_json_has_manifest_findings_licence_and_provenance(client: Client, address: str) -> None:
    data = json.loads(client.get(f"{address}/-/json").content)
    assert data["manifest"]["board_thickness_mm"] == "1.61"
    assert data["manifest"]["part"][0]["extra"] == {"own-part-key": "kept with the part"}
    assert data["licence"]["expression"] == "CERN-OHL-S-2.0"
    assert data["licence"]["summary"]["may_sell"] is True
    assert {"rule", "severity", "key", "line", "column", "message", "fix"} == set(data["findings"][0])
    assert data["provenance"]["origin"] == "https://github.com/Weaver/Loom/raw/main/okh.toml"


def test_raw_is_what_was_found(library: Library, client: Client) -> None:
    raw = b"\xef\xbb\xbf" + manifest(head="# comment \xc3\xbc\r\n")
    response = client.get(f"{library.add(raw)}/-/raw")
    assert response.content == raw
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'inline; filename="okh.toml"'


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("/-/ttl", "# 404"),
        ("/-/nt", "# 404"),
        ("/-/toml", "# 404"),
        ("/-/json", "{"),
        ("/-/jsonld", "{"),
        ("", "<!doc"),
    ],
)
def test_not_there_is_said_in_the_form_that_was_asked_for(client: Client, address: str, form: str, start: str) -> None:
    for missing in ("/m/git.example.org/no/such", address.replace("2.1.0", "9.9")):
        response = client.get(f"{missing}{form}")
        assert response.status_code == 404
        assert response.content.decode().startswith(start)


def test_a_module_has_no_manifest_of_its_own(client: Client, address: str) -> None:
    for form in ("toml", "raw"):
        response = client.get(f"{address.partition('/-/')[0]}/-/{form}")
        assert response.status_code == 404
        assert "releases" in response.content.decode()


@pytest.mark.parametrize("path", ["/ns", "/ns.ttl", "/ns.jsonld", "/ns.nt"])
def test_the_vocabulary_is_there(library: Library, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert client.get(path, headers={"if-none-match": response.headers["ETag"]}).status_code == 304


def test_the_vocabulary_can_be_asked_for_by_accept(library: Library, client: Client) -> None:
    response = client.get("/ns", headers={"accept": "text/turtle"})
    assert response.content == client.get("/ns.ttl").content
    assert client.get("/ns.json").status_code == 404
    assert client.get("/ns", headers={"accept": "image/png"}).status_code == 406

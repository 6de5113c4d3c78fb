# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The dataset, its generations and their files, as pages and as data."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.compare import isomorphic

from oshmark.adapters.published.generation import current
from oshmark.adapters.published.publish import remove_older
from oshmark.adapters.published.sparql import SparqlWorker
from oshmark.web.library.publishing import publish_library, publisher
from tests.made_up import manifest
from tests.web.library_of import NOW, SITE
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from pathlib import Path

    from django.http.response import HttpResponseBase
    from django.test import Client
    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library

READERS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}
MEDIA = {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json"}
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture
def filled(library: Library) -> Library:
    """Two generations."""
    library.add(FULL)
    library.publish()
    library.add(manifest(function="A heronlike crane."))
    library.publish()
    return library


def body(response: HttpResponseBase) -> bytes:
    """The content, streamed or not."""
    return b"".join(response)


def read(client: Client, path: str, form: str = "ttl") -> rdflib.Graph:
    return rdflib.Graph().parse(data=client.get(f"{path}.{form}").content, format=READERS[form])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # of rdflib's reader of JSON-LD, about itself
@pytest.mark.parametrize("path", ["/data", "/data/gen-1", "/data/gen-2", "/about"])
def test_all_forms_are_the_same_graph(filled: Library, client: Client, path: str) -> None:
    graphs = [read(client, path, form) for form in READERS]
    assert len(graphs[0]) > 10
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[1], graphs[2])


@pytest.mark.parametrize("path", ["/data", "/data/gen-1", "/about"])
@pytest.mark.parametrize("form", MEDIA)
def test_the_client_chooses_the_form(filled: Library, client: Client, path: str, form: str) -> None:
    response = client.get(path, headers={"accept": MEDIA[form]})
    assert response.headers["Content-Type"].partition(";")[0] == MEDIA[form]
    assert response.content == client.get(f"{path}.{form}").content
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "X-Oshmark-Generation" in response.headers["Access-Control-Expose-Headers"]
    assert f'<{SITE}{path}.ttl>; rel="alternate"; type="text/turtle"' in response.headers["Link"]


@pytest.mark.parametrize("path", ["/data", "/data/gen-1", "/about", "/statistics"])
def test_what_cannot_be_had_is_said_with_what_can(filled: Library, client: Client, path: str) -> None:
    response = client.get(path, headers={"accept": "image/png"})
    assert response.status_code == 406
    assert f"{path}.json" in response.content.decode()
    missing = client.get(f"{path}.toml")
    assert missing.status_code == 404
    assert f"{path}.json" in missing.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        *("/data", "/data.ttl", "/data.json", "/data/gen-1", "/data/gen-1.json", "/data/gen-1/sha256sums"),
        *("/about", "/about.ttl", "/statistics", "/statistics.csv", "/statistics.json", "/sitemap.xml"),
        "/sitemap-1.xml",
    ],
)
def test_what_is_known_already_is_not_sent_again(filled: Library, client: Client, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    again = client.get(path, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["X-Oshmark-Generation"] == ("1" if "gen-1" in path else "2")


@pytest.mark.parametrize("path", ["/data", "/data/gen-1.ttl", "/statistics"])
def test_a_new_generation_is_a_new_state(filled: Library, client: Client, path: str) -> None:
    known = client.get(path).headers["ETag"]
    filled.add(manifest(version="3.0"))
    filled.publish()
    changed = client.get(path, headers={"if-none-match": known}).status_code
    assert changed == (304 if path == "/data/gen-1.ttl" else 200)


def test_counts_are_those_of_what_was_published(filled: Library, client: Client) -> None:
    graph = read(client, "/data")
    [dataset] = graph.subjects(rdflib.RDF.type, VOID.Dataset)
    made = current(filled.published)
    assert made is not None
    lines = b"".join(body(client.get(f"/data/gen-2/dumps/{path.name}")) for path in made.dumps).splitlines()
    assert int(str(graph.value(dataset, VOID.triples))) == len(lines)
    assert int(str(graph.value(dataset, VOID.documents))) == len({line.split(b" ")[-2] for line in lines}) == 2
    query = "SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) { ?thing a ?class } GROUP BY ?class"
    with SparqlWorker(filled.published) as worker:
        rows = json.loads(worker.query(query, accept="json").body)["results"]["bindings"]
    counted = {row["class"]["value"]: int(row["n"]["value"]) for row in rows}
    said = {
        str(graph.value(part, VOID["class"])): int(str(graph.value(part, VOID.entities)))
        for part in graph.objects(dataset, VOID.classPartition)
    }
    assert said == counted
    assert len(said) > 5
    example = graph.value(dataset, VOID.exampleResource)
    assert client.get(str(example).removeprefix(SITE).partition("#")[0]).status_code == 200


def test_every_file_is_what_its_description_says(filled: Library, client: Client) -> None:
    graph = read(client, "/data/gen-2")
    distributions = list(graph.subjects(rdflib.RDF.type, DCAT.Distribution))
    assert len(distributions) == 2
    for one in distributions:
        response = client.get(str(graph.value(one, DCAT.downloadURL)).removeprefix(SITE))
        content = body(response)
        checksum = graph.value(graph.value(one, SPDX.checksum), SPDX.checksumValue)
        assert isinstance(checksum, rdflib.Literal)
        assert checksum.toPython().hex() == hashlib.sha256(content).hexdigest()
        assert int(str(graph.value(one, DCAT.byteSize))) == len(content) == int(response.headers["Content-Length"])
        assert response.headers["Content-Type"] == "application/n-quads"
        assert response.headers["X-Oshmark-Generation"] == "2"
        assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum on this machine")
def test_the_checksums_can_be_checked_by_the_usual_program(filled: Library, client: Client, tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    sums = client.get("/data/gen-2/sha256sums").content
    (folder / "sha256sums").write_bytes(sums)
    names = [line.split()[1].decode() for line in sums.splitlines()]
    assert len(names) == 2
    for name in names:
        (folder / name).write_bytes(body(client.get(f"/data/gen-2/dumps/{name}")))
    check = ["sha256sum", "-c", "sha256sums"]
    assert subprocess.run(check, cwd=folder, capture_output=True, check=False).returncode == 0
    (folder / names[0]).write_bytes(b"something else")
    assert subprocess.run(check, cwd=folder, capture_output=True, check=False).returncode == 1
    digest = json.loads(client.get("/data/gen-2.json").content)["digest"]
    assert digest == f"sha256:{hashlib.sha256(sums).hexdigest()}"


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5", "GZIP"])
def test_a_file_is_compressed_on_the_way_for_who_accepts_it(filled: Library, client: Client, accepted: str) -> None:
    name = client.get("/data/gen-2/sha256sums").content.split()[1].decode()
    plain = client.get(f"/data/gen-2/dumps/{name}")
    packed = client.get(f"/data/gen-2/dumps/{name}", headers={"accept-encoding": accepted})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    small = body(packed)
    assert gzip.decompress(small) == body(plain)
    assert len(small) < int(plain.headers["Content-Length"]) / 3
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize("refused", ["gzip;q=0", "br", "identity", "*;q=0"])
def test_who_does_not_accept_gzip_gets_the_file(filled: Library, client: Client, refused: str) -> None:
    name = client.get("/data/gen-2/sha256sums").content.split()[1].decode()
    response = client.get(f"/data/gen-2/dumps/{name}", headers={"accept-encoding": refused})
    assert "Content-Encoding" not in response.headers
    assert body(response).endswith(b" .\n")


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_known_file_is_not_sent_again_and_head_sends_none(filled: Library, client: Client, encoding: str) -> None:
    name = client.get("/data/gen-2/sha256sums").content.split()[1].decode()
    path, headers = f"/data/gen-2/dumps/{name}", {"accept-encoding": encoding}
    head = client.head(path, headers=headers)
    assert (head.status_code, body(head)) == (200, b"")
    again = client.get(path, headers={**headers, "if-none-match": head.headers["ETag"]})
    assert (again.status_code, body(again)) == (304, b"")
    other = {"accept-encoding": "gzip" if encoding == "identity" else "identity"}
    full = client.get(path, headers={**other, "if-none-match": head.headers["ETag"]})
    assert full.status_code == 200
    full.close()


@pytest.mark.parametrize("rest", ["", ".ttl", ".json", "/sha256sums", "/dumps/0f.nq"])
def test_current_leads_to_the_generation_of_today(filled: Library, client: Client, rest: str) -> None:
    response = client.get(f"/data/current{rest}")
    assert response.status_code == 307
    assert response.headers["Location"] == f"/data/gen-2{rest}"
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        *("/data/gen-0", "/data/gen-01", "/data/gen-000001", "/data/gen-3", "/data/gen-999999999", "/data/gen--1"),
        *("/data/gen-1/dumps/../generation.json", "/data/gen-1/dumps/%2e%2e%2fgeneration.json"),
        *("/data/gen-1/dumps/zz.nq", "/data/gen-1/dumps/", "/data/gen-1/generation.json", "/data/gen-1/store"),
        *("/data/gen-١", "/data/gen-1%0a", "/data/gen-1/dumps/0f.nq%0a"),
        *("/data/current/../../secret", "/data/current/dumps/..%2f..%2fsecret"),
    ],
)
def test_there_is_nothing_but_generations_and_their_files(filled: Library, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert body(response).startswith((b"<!doctype html>", b"# 404"))


@pytest.fixture
def gone(filled: Library) -> str:
    """The digest of generation 1, which is removed."""
    digest = hashlib.sha256()
    root = filled.published / "gen-000001" / "dumps"
    for path in sorted(root.iterdir()):
        digest.update(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n".encode())
    assert remove_older(filled.published) == [1]
    return digest.hexdigest()


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("/data/gen-1", "<!doctype html>"),
        ("/data/gen-1.ttl", "# 410"),
        ("/data/gen-1.nt", "# 410"),
        ("/data/gen-1.json", "{"),
        ("/data/gen-1.jsonld", "{"),
        ("/data/gen-1/sha256sums", "Generation 1"),
        ("/data/gen-1/dumps/0f.nq", "# 410"),
    ],
)
def test_a_generation_that_is_gone_says_what_it_was(client: Client, gone: str, path: str, start: str) -> None:
    response = client.get(path)
    assert response.status_code == 410
    text = response.content.decode()
    assert text.startswith(start)
    assert "20 November 2026" in text
    assert gone in text


def test_the_pages_after_a_removal_do_not_name_what_is_gone(client: Client, gone: str) -> None:
    del gone
    assert "gen-1" not in client.get("/data").content.decode()
    assert "gen-1" not in client.get("/data.ttl").content.decode()
    page = client.get("/data/gen-2").content.decode()
    assert 'href="/data/gen-1"' not in page


def test_a_generation_can_be_cited(filled: Library, client: Client) -> None:
    page = client.get("/data/gen-1").content.decode()
    assert f"Generation 1, 2026-11-20. {SITE}/data/gen-1" in page
    assert "@misc{oshmark-generation-1," in page
    assert 'rel="next" href="/data/gen-2"' in page
    assert "20 December 2026" in page
    assert "30 days after the next one" in client.get("/data/gen-2").content.decode()


def test_the_time_for_which_a_generation_is_kept_is_a_setting(
    filled: Library, client: Client, settings: Settings
) -> None:
    settings.KEEP_GENERATIONS = timedelta(days=5)
    assert json.loads(client.get("/data/gen-1.json").content)["kept_until"].startswith("2026-11-25T")
    assert "25 November 2026" in client.get("/data").content.decode()


def test_the_page_names_files_licence_and_older_generations(filled: Library, client: Client) -> None:
    page = client.get("/data").content.decode()
    for path in ("/data/gen-2#files", "/data/gen-2/sha256sums", "/data/gen-1", "/sparql", "/statistics", "/data.ttl"):
        assert f'href="{path}"' in page
    assert "CC0 1.0" in page
    files = client.get("/data/gen-2").content.decode()
    assert len(re.findall(r'href="/data/gen-2/dumps/[0-9a-f]{2}\.nq"', files)) == 2


def test_before_the_first_generation_there_are_pages_and_no_files(library: Library, client: Client) -> None:
    assert "Nothing has been published yet" in client.get("/data").content.decode()
    assert json.loads(client.get("/data.json").content)["current"] is None
    assert len(read(client, "/data")) > 5
    assert client.get("/data").headers["X-Oshmark-Generation"] == "0"
    assert client.get("/data/current").status_code == 404
    assert client.get("/data/gen-1").status_code == 404
    assert client.get("/data/gen-1/dumps/00.nq").status_code == 404
    assert "nothing to count" in client.get("/statistics").content.decode()


@pytest.mark.parametrize("form", ["", ".ttl", ".json"])
def test_a_damaged_generation_is_a_fault_of_ours(filled: Library, client: Client, form: str) -> None:
    (filled.published / "gen-000002" / "generation.json").write_bytes(b"{")
    for path in (f"/data{form}", f"/data/gen-2{form}", "/data/gen-2/sha256sums", "/sitemap.xml"):
        assert client.get(path).status_code == 503


@pytest.mark.parametrize(
    "path", ["/search", "/statistics", "/data", "/about", "/sparql?query=ASK%7B%7D", "/sitemap.xml"]
)
def test_what_is_made_from_a_generation_names_it(filled: Library, client: Client, path: str) -> None:
    response = client.get(path)
    assert response.headers["X-Oshmark-Generation"] == "2"
    response.close()


def test_the_publisher_keeps_generations_for_the_time_that_is_set(library: Library, settings: Settings) -> None:
    settings.KEEP_GENERATIONS = timedelta(0)
    for number in range(5):
        library.add(manifest(version=f"{number}.0"))
        publish_library(publisher(), now=NOW)
    assert sorted(path.name for path in library.published.glob("gen-*")) == ["gen-000003", "gen-000004", "gen-000005"]


def test_the_sitemap_lists_every_module_once(filled: Library, client: Client) -> None:
    index = client.get("/sitemap.xml").content.decode()
    files = re.findall(rf"<loc>{SITE}(/sitemap-\d+\.xml)</loc>", index)
    assert files == ["/sitemap-0.xml", "/sitemap-1.xml"]
    modules = re.findall(rf"<loc>{SITE}([^<]+)</loc>", client.get(files[1]).content.decode())
    assert sorted(modules) == ["/m/git.example.org/lark/printer", "/m/github.com/weaver/loom"]
    own = re.findall(rf"<loc>{SITE}([^<]+)</loc>", client.get(files[0]).content.decode())
    assert {client.get(path).status_code for path in own + modules} == {200}
    assert client.get("/sitemap-2.xml").status_code == 404
    assert f"Sitemap: {SITE}/sitemap.xml\n" in client.get("/robots.txt").content.decode()


def test_about_says_who_runs_it_and_with_what(library: Library, client: Client, settings: Settings) -> None:
    assert "has not named one" in client.get("/about").content.decode()
    settings.INSTANCE_NAME, settings.CONTACT = "Heron Library", "mailto:desk@example.org"
    settings.SOURCE_CODE = "https://code.example.org/oshmark"
    page = client.get("/about").content.decode()
    assert '<a href="mailto:desk@example.org"><bdi>desk@example.org</bdi></a>' in page
    assert 'href="https://code.example.org/oshmark"' in page
    said = json.loads(client.get("/about.json").content)
    assert (said["name"], said["software"]["source_code"]) == ("Heron Library", "https://code.example.org/oshmark")
    assert "Heron Library" in client.get("/about.ttl").content.decode()

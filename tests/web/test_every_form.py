# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every page of the sample library, and every page that sums it up, in every form: two readers of RDF find one graph.

What one kind of page says in its forms is tested with that kind; here it is held that none was left out.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.library.models import Credit, Release
from oshmark.web.library.withdrawing import withdraw
from tests.web.library_of import NOW, SITE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http.response import HttpResponseBase
    from django.test import Client
    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library

GRAPHS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE, "turtle"),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD, "json-ld"),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES, "nt"),
}
OTHERS = {
    "html": "text/html",
    "json": "application/json",
    "toml": "application/toml",
    "csv": "text/csv",
    "raw": "text/plain",
}
MEDIA = {**{name: media for name, (media, _oxigraph, _rdflib) in GRAPHS.items()}, **OTHERS}
LINK = re.compile(r'<([^<>]+)>; rel="alternate"; type="([^"]+)"')

MODULE = ("ttl", "jsonld", "nt", "json")
RELEASE = (*MODULE, "toml")
SAMPLES = {
    "/m/git.example.com/brook/power-unit/-/v/2.0.1": 16,
    "/m/forge.example.net/finch/finch-controller/-/v/2.1.0": 4,
    "/m/forge.example.net/gannet/brick-press/-/v/0.9.2": 8,
    "/m/git.example.org/heddle/heddle-40/-/v/3.1.0": 14,
    "/m/git.example.org/lark/lark-220/-/v/1.3.0": 23,
    "/m/git.example.org/mokume/mokume-stand/-/v/1.0.2": 0,
    "/m/codes.example.edu/wiesel/handhebelpumpe/-/v/1.2.0": 11,
    "/m/git.example.com/wren/wren-frame/-/v/0.8.0": 8,
}
"""The releases that the samples give, with the number of their parts."""
LAMP = "/m/forge.example.net/moth/reading-lamp/-/v/1.0.0"
"""The sample that waits for its licence."""

AGGREGATES = {
    **dict.fromkeys(("/licences", "/processes", "/languages"), ("/-/", MODULE)),
    **dict.fromkeys(("/data", "/data/gen-1", "/about"), (".", MODULE)),
    "/statistics": (".", ("json", "csv")),
}
DOCUMENTS = dict.fromkeys(("/ns", "/shapes"), (".", ("ttl", "jsonld", "nt")))


class Page(NamedTuple):
    """Something with an address: how its forms are named behind it, and which there are beside the page."""

    address: str
    mark: str
    forms: tuple[str, ...]

    def of(self, form: str) -> str:
        return f"{self.address}{self.mark}{form}"


@pytest.fixture
def sampled(library: Library, settings: Settings) -> Library:
    settings.SPARQL_TIMEOUT_S = 10.0
    library.add_samples()
    library.publish()
    return library


def parts_of(client: Client, release: str) -> list[str]:
    """The addresses of the parts, from the page that lists them."""
    page = client.get(release).content.decode()
    return list(dict.fromkeys(re.findall(rf'href="({re.escape(release)}/-/part/[^"#]+)"', page)))


def subjects(client: Client) -> list[str]:
    """What the samples share: every licence, process, language and agent."""
    listed = (
        json.loads(client.get(f"{path}/-/json").content)["items"] for path in ("/licences", "/processes", "/languages")
    )
    shared = [one["address"].removeprefix(SITE) for items in listed for one in items]
    return [
        *shared,
        *sorted(set(Credit.objects.exclude(release__state=Release.WAITING).values_list("agent", flat=True))),
    ]


def pages_of_sample(client: Client, release: str) -> list[Page]:
    module = Page(release.partition("/-/")[0], "/-/", MODULE)
    return [module, Page(release, "/-/", RELEASE), *(Page(part, "/-/", MODULE) for part in parts_of(client, release))]


def aggregates() -> list[Page]:
    return [Page(address, mark, forms) for address, (mark, forms) in AGGREGATES.items()]


def documents() -> list[Page]:
    return [Page(address, mark, forms) for address, (mark, forms) in DOCUMENTS.items()]


def by_oxigraph(content: bytes, form: str) -> ox.Dataset:
    """The graph with its nodes without a name under names that depend on nothing but the graph."""
    found = ox.Dataset(ox.parse(content, format=GRAPHS[form][1]))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


def by_rdflib(content: bytes, form: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=content, format=GRAPHS[form][2])


def assert_same_graph(texts: dict[str, bytes]) -> int:
    """Two readers find the same in all of the forms, and one finds what the other finds; how many statements."""
    first, *others = (by_oxigraph(text, form) for form, text in texts.items())
    assert [set(other) == set(first) for other in others] == [True] * (len(texts) - 1)
    # What one reader has found is handed to the other in the plainest form.
    plain = ox.serialize((quad.triple for quad in first), format=ox.RdfFormat.N_TRIPLES) or b""
    expected = by_rdflib(plain, "nt")
    assert [are_same(by_rdflib(text, form), expected) for form, text in texts.items()] == [True] * len(texts)
    return len(first)


def are_same(one: rdflib.Graph, other: rdflib.Graph) -> bool:
    """Graphs without nameless nodes are compared as sets: rdflib's `isomorphic` takes `en-GB` and `en-gb` for two
    languages, which they are not."""
    return set(one) == set(other) or isomorphic(one, other)


def assert_other_forms(client: Client, page: Page) -> None:
    for form in page.forms:
        response = client.get(page.of(form))
        assert (response.status_code, media_of(response)) == (200, MEDIA[form]), page
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert_read(response.content.decode(), form)


def assert_read(text: str, form: str) -> None:
    """It is what it says it is."""
    if form == "json":
        assert json.loads(text)
    elif form == "toml":
        assert tomllib.loads(text)["name"]
    elif form == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1


def media_of(response: HttpResponseBase) -> str:
    return response.headers["Content-Type"].partition(";")[0]


def assert_links(client: Client, page: Page, response: HttpResponseBase) -> None:
    """What the header `Link` names is there, in the form that it says, and it is all that there is."""
    links = [(address, media) for address, media in LINK.findall(response.headers["Link"]) if media != "text/html"]
    assert [media for _address, media in links] == [MEDIA[form] for form in page.forms], page
    for address, media in links:
        assert address.startswith(SITE)
        assert media_of(client.get(address.removeprefix(SITE))) == media


def assert_negotiated(client: Client, page: Page) -> None:
    """Each form has one content, by whatever way it is asked for, and one name for its state."""
    tags = set()
    for form in ("html", *page.forms):
        path = page.address if form == "html" else page.of(form)
        named, asked = client.get(path), client.get(page.address, headers={"accept": MEDIA[form]})
        assert (media_of(asked), asked.content) == (MEDIA[form], named.content), page
        assert "Accept" in [one.strip() for one in asked.headers["Vary"].split(",")]
        again = client.get(page.address, headers={"accept": MEDIA[form], "if-none-match": asked.headers["ETag"]})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", asked.headers["ETag"]), page
        tags.add(asked.headers["ETag"])
    assert len(tags) == 1 + len(page.forms)


def named_by(refused: HttpResponseBase) -> set[str]:
    """The addresses in the text of an answer."""
    text = b"".join(refused).decode()
    return set(re.findall(rf"(?:{re.escape(SITE)}|(?<= ))(/[^\s,]+?)(?=[,.]?\s)", text))


def assert_what_is_not_there(client: Client, page: Page) -> None:
    refused = client.get(page.address, headers={"accept": "image/png"})
    assert refused.status_code == 406
    assert named_by(refused) == {page.address, *(page.of(form) for form in page.forms)}, page
    for form in {"ttl", "jsonld", "nt", "json", "toml"} - set(page.forms):
        response = client.get(page.of(form))
        assert (response.status_code, media_of(response)) == (404, MEDIA[form]), page


def assert_all(client: Client, pages: Iterable[Page]) -> list[int]:
    sizes = []
    for page in pages:
        response = client.get(page.address)
        assert (response.status_code, media_of(response)) == (200, "text/html"), page
        assert "Access-Control-Allow-Origin" not in response.headers
        assert_links(client, page, response)
        assert_other_forms(client, page)
        assert_negotiated(client, page)
        assert_what_is_not_there(client, page)
        if "ttl" in page.forms:
            sizes.append(assert_same_graph({form: client.get(page.of(form)).content for form in GRAPHS}))
    return sizes


pytestmark = [
    pytest.mark.usefixtures("sampled"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),  # of rdflib's reader of JSON-LD
]


def test_the_samples_are_those_that_are_tried() -> None:
    found = Release.objects.values_list("address", "state")
    assert set(found) == {*((address, Release.ADMITTED) for address in SAMPLES), (LAMP, Release.WAITING)}


@pytest.mark.parametrize("release", SAMPLES)
def test_every_page_of_a_sample_is_the_same_graph_in_every_form(client: Client, release: str) -> None:
    pages = pages_of_sample(client, release)
    assert len(pages) == 2 + SAMPLES[release]
    sizes = assert_all(client, pages)
    assert len(sizes) == len(pages)
    assert min(sizes) > 3
    assert sizes[1] == max(sizes) > 50


def test_every_page_of_what_samples_share_is_the_same_graph_in_every_form(client: Client) -> None:
    pages = [Page(address, "/-/", MODULE) for address in subjects(client)]
    kinds = [page.address.split("/")[1] for page in pages]
    assert {kind: kinds.count(kind) for kind in kinds} == {"licence": 5, "process": 8, "language": 5, "a": 9}
    assert min(assert_all(client, pages)) > 3


def test_every_page_that_sums_up_is_the_same_graph_in_every_form(client: Client) -> None:
    pages = aggregates()
    sizes = assert_all(client, pages)
    assert (len(pages), len(sizes)) == (7, 6)
    assert min(sizes) > 3


def test_the_forms_of_a_part_are_named_to_who_accepts_none(client: Client) -> None:
    part = Page(parts_of(client, next(iter(SAMPLES)))[0], "/-/", MODULE)
    refused = client.get(part.address, headers={"accept": "image/png"})
    assert named_by(refused) == {part.address, *map(part.of, part.forms)}


def test_what_is_made_from_a_generation_names_it_in_every_form(client: Client) -> None:
    shared = [Page(address, "/-/", MODULE) for address in subjects(client)]
    for page in [*aggregates(), *shared]:
        for path in (page.address, *map(page.of, page.forms)):
            first = client.get(path)
            known = client.get(path, headers={"if-none-match": first.headers["ETag"]})
            assert [one.headers["X-Oshmark-Generation"] for one in (first, known)] == ["1", "1"], path


def test_the_documents_are_the_same_graph_in_every_form(client: Client) -> None:
    assert min(assert_all(client, documents())) > 100


def test_the_description_of_the_service_is_the_same_graph_in_its_forms(client: Client) -> None:
    texts = {}
    for form in ("ttl", "nt"):
        named = client.get(f"/sparql?format={form}")
        asked = client.get("/sparql", headers={"accept": MEDIA[form]})
        assert (media_of(named), named.content) == (MEDIA[form], asked.content)
        assert named.headers["Access-Control-Allow-Origin"] == "*"
        assert client.get(f"/sparql?format={form}", headers={"if-none-match": named.headers["ETag"]}).status_code == 304
        texts[form] = named.content
    assert assert_same_graph(texts) > 10
    assert client.get("/sparql", headers={"accept": "application/ld+json"}).status_code == 406


def test_a_manifest_as_found_is_the_file_of_the_sample(client: Client) -> None:
    for release in (*SAMPLES, LAMP):
        response = client.get(f"{release}/-/raw")
        assert (response.status_code, media_of(response)) == (200, "text/plain")
        assert response.content.decode().strip()


@pytest.mark.parametrize("form", MODULE)
def test_what_waits_is_no_data_and_says_so_in_the_form_that_was_asked_for(client: Client, form: str) -> None:
    for address in (LAMP, LAMP.partition("/-/")[0], f"{LAMP}/-/part/shade-ring"):
        response = client.get(f"{address}/-/{form}")
        assert (response.status_code, media_of(response)) == (404, MEDIA[form])


@pytest.mark.parametrize("form", RELEASE)
def test_what_went_says_so_in_the_form_that_was_asked_for(client: Client, form: str) -> None:
    release = next(iter(SAMPLES))
    part = parts_of(client, release)[0]
    withdraw("https://git.example.com/brook", Why.TAKEDOWN, reason="R", payloads=wiring.payloads(), actor="t", now=NOW)
    for address in (release.partition("/-/")[0], release, part):
        by_address = client.get(f"{address}/-/{form}")
        by_header = client.get(address, headers={"accept": MEDIA[form]})
        assert [(one.status_code, media_of(one)) for one in (by_address, by_header)] == [(410, MEDIA[form])] * 2

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever is asked of whatever address, with whatever headers and body: there is an answer, and it does no harm.

The addresses come from the site itself, so that a new one is tried without a line here.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import msgspec
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from oshmark.certification.acts import decision
from oshmark.certification.roles import Role
from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.asking.models import Visit
from oshmark.web.asking.report import Drafted, Report
from oshmark.web.audit.checkpoints import sign_checkpoint
from oshmark.web.library.merging import merge_agents
from oshmark.web.library.picture_list import rows_of
from oshmark.web.library.withdrawing import withdraw
from oshmark.web.linkeddata.negotiation import FORMS, NEGOTIATED
from tests.adapters.pictures.made import plain
from tests.made_up import UNCLEAR, manifest
from tests.web.certification.registry_world import Registry
from tests.web.labels.labelled import Labelled
from tests.web.library_of import NOW
from tests.web.manifests import FULL, WAITING
from tests.web.wild import BODIES, HEADERS, METHODS, QUERIES, SCRIPT, WORDS, Sent, escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http.response import HttpResponseBase
    from hypothesis.strategies import SearchStrategy
    from pytest_django.fixtures import Settings

    from oshmark.certification.event_data.application import About
    from tests.web.library_of import Library

FEW = 12
EXAMPLES = (FEW, pytest.param(80, marks=pytest.mark.engine))
"""Requests for each address in each library: a few in every run, more with the real engines."""

LOOM = "/m/github.com/weaver/loom"
LAMP = "/m/git.example.org/secret/lamp"
WILMA, LARK = "/a/web/weaver.example.org~2Fwilma", "/a/name/git.example.org/Lark%20Makers"

LABELS: dict[str, list[str]] = {
    "label": ["/C/AAAAAAAA", "/c/aaaa-aaaa"],
    "label-form": ["/C/AAAAAAAA/-/ttl"],
    "label-package": ["/C/AAAAAAAA/package.zip"],
    "label-report": ["/C/AAAAAAAA/-/report"],
    "label-claim": ["/C/AAAAAAAA/A-1/-/claim"],
    "unit": ["/C/AAAAAAAA/A-1"],
    "unit-form": ["/C/AAAAAAAA/A-1/-/json"],
    "digital-link": ["/01/04006381333931"],
    "digital-link-unit": ["/01/04006381333931/21/A-1"],
}
"""The full library has a label; its number is drawn, and takes the place of this one."""

KNOWN = {
    "resource": [
        *(LOOM, f"{LOOM}/-/v/2.1.0", f"{LOOM}/-/v/2.1.0/-/part/shuttle", f"{LOOM}/-/v/2.0.0"),
        *(
            "/m/github.com/Weaver/Loom",
            LAMP,
            f"{LAMP}/-/v/7.7.7",
            f"{LOOM}/-/v/2.1.0/-/bom",
            f"{LOOM}/-/v/2.1.0/-/bom.csv",
            "/m/git.example.org/gone/crane",
            "/m/git.example.org/gone/crane/-/v/1.0.0",
        ),
        *("/m/codes.example.edu/wiesel/handhebelpumpe/-/v/1.2.0", "/m/git.example.org/lark/odd"),
    ],
    "release-package": [f"{LOOM}/-/v/2.1.0/-/package.zip", f"{LOOM}/-/package.zip"],
    "agent": [WILMA, LARK],
    "licence": ["/licence/CERN-OHL-S-2.0", "/licence/cern-ohl-s-2.0", "/licence/CC-BY-NC-4.0"],
    "process": ["/process/3DP", "/process/tsdc:pcb", "/process/not-stated"],
    "language": ["/language/en-GB", "/language/german"],
    "certificate": ["/certificates/K7F49XHM", "/certificates/k7f4-9xhm"],
    "certificate-form": ["/certificates/K7F49XHM/-/ttl"],
    "certificate-complaint": ["/certificates/K7F49XHM/complaint"],
    "watch": ["/watch/certificate/K7F49XHM", "/watch/party/kestrel-works", "/watch/label/AAAAAAAA"],
    "watch-begin": [f"/watch/begin/{'0' * 32}~x"],
    "watch-end": [f"/watch/end/{'0' * 32}~x"],
    "work_guest_asked": [f"/work/guest/{'0' * 32}~x"],
    "work_guest_in": ["/work/guest/1"],
    "work_letters_off": ["/work/letters/turns-abc~x"],
    "certificates-file": ["/certificates.csv"],
    "certificate-changes": ["/certificates/changes.atom"],
    "public-application": ["/certificates/applications/a1"],
    "body": ["/bodies/wrenfield"],
    "scheme": ["/schemes/printer/1"],
    "scheme-form": ["/schemes/printer/1/-/json"],
    "scheme-newest": ["/schemes/printer"],
    "party": ["/parties/kestrel-works"],
    "picture": [f"/picture/{'0' * 64}-160.webp"],
    "file": [f"/files/{'0' * 64}/bom.csv"],
    "data-form": ["/data.ttl", "/data.toml"],
    "data-current": ["/data/current.ttl", "/data/current/dumps/0f.nq"],
    "generation": ["/data/gen-2", "/data/gen-1"],
    "generation-form": ["/data/gen-3.jsonld", "/data/gen-1.ttl"],
    "checksums": ["/data/gen-3/sha256sums"],
    "dump": ["/data/gen-3/dumps/00.nq"],
    "sitemap": ["/sitemap-1.xml", "/sitemap-٣.xml", f"/sitemap-{'9' * 4_400}.xml"],
    "about-form": ["/about.json"],
    "statistics-form": ["/statistics.csv"],
    "vocabulary-form": ["/ns.ttl"],
    "shapes-form": ["/shapes.nt"],
    "crawl-form": ["/crawl.json"],
    "hook": ["/hooks/github"],
    "log-entry": ["/log/entries/1"],
    "log-entry-tile": ["/log/tile/entries/000.p/1"],
    "log-tile": ["/log/tile/0/000.p/1"],
    **LABELS,
    "visit": ["/look/0000000000000001", "/look/0000000000000002"],
    "visit-draft": ["/look/0000000000000001/okh.toml"],
}
"""For patterns that an address made by chance seldom meets: where there is something in the full library, first of all
what is tried in every run."""

MEDIA = tuple(form.media for form in NEGOTIATED)
ENDING = re.compile(rb"/-/([a-z]+)\Z|\A/(?:ns|shapes|data|about|statistics|data/current|data/gen-\d+)\.([a-z]+)\Z")
OTHER_ENDING = re.compile(rb"/[^/]*\.|/data/.*\.")
ENDS = (*(f"/-/{form}" for form in FORMS), "/", "//", ".ttl", ".json", "%0a", "%00", "%ED%A0%80", "%")
OWN_RULES = {
    *("sparql", "check", "check-corrected", "write", "write-findings", "write-file", "dump", "checksums", "look"),
    "account-invitation",
}
"""Addresses whose faults come in forms of their own, which their own tests know."""


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[URLPattern, str]]:
    """Every pattern of the site, with the whole expression that an address has to match. What lies in a namespace is
    the office, which is closed to strangers: its own test opens it, tests/web/accounts/test_office.py."""
    for one in resolver.url_patterns:
        expression = before + one.pattern.regex.pattern.removeprefix("^")
        if isinstance(one, URLResolver) and one.namespace:
            continue
        if isinstance(one, URLResolver):
            yield from patterns(one, expression)
        else:
            yield one, expression


PATTERNS = list(patterns(get_resolver()))


def test_every_address_of_the_site_is_tried_under_its_name() -> None:
    names = [pattern.name for pattern, _expression in PATTERNS]
    assert len(names) == len(set(names)) == 241
    assert None not in names
    assert {name for name in get_resolver().reverse_dict if isinstance(name, str)} == set(names)
    assert set(KNOWN) | OWN_RULES <= set(names)


def templates(name: str) -> list[tuple[str, list[str]]]:
    """The shapes that addresses of a pattern can have, each with the names of its gaps."""
    found: list[tuple[str, list[str]]] = get_resolver().reverse_dict.getlist(name)[0][0]
    return found


def known(name: str) -> list[str]:
    """Addresses that match a pattern for sure; none for a new pattern with gaps."""
    return KNOWN.get(name) or [f"/{template}" for template, gaps in templates(name) if not gaps]


def filled_in(template: str, gaps: list[str]) -> SearchStrategy[str]:
    """Addresses of a shape, with anything in the gaps."""
    pieces = {gap: st.lists(WORDS, min_size=1, max_size=4).map("/".join) for gap in gaps}
    return st.fixed_dictionaries(pieces).map(lambda given: f"/{escaped(template % given)}")


def addresses(name: str, expression: str) -> SearchStrategy[str]:
    """Addresses that match a pattern, that nearly do, and at which there is something; each with more behind it."""
    matching = st.from_regex(f"(?:{expression})", fullmatch=True).map(lambda path: f"/{escaped(path)}")
    shapes: list[SearchStrategy[str]] = [matching]
    shapes += [filled_in(template, gaps) for template, gaps in templates(name) if gaps]
    shapes += [st.sampled_from(known(name))] if known(name) else []
    behind = st.one_of(st.just(""), st.sampled_from(ENDS), WORDS.map(escaped))
    # The client of the tests takes two slashes at the beginning for the address of a host.
    longer = st.builds(str.__add__, st.one_of(shapes), behind).map(lambda address: re.sub("^//", "/%2F", address))
    return st.one_of(matching, longer)


def asked_media(address: str, accept: str) -> str | None:
    """The form that the end of an address names, or that is the only one which is accepted; `None` for another end."""
    found = ENDING.search(unquote_to_bytes(address))
    if found is not None:
        form = FORMS.get((found[1] or found[2]).decode())
        return None if form is None else form.media
    return accept if accept in MEDIA and not OTHER_ENDING.match(unquote_to_bytes(address)) else None


def assert_harmless(response: HttpResponseBase, body: bytes, *, is_empty: bool) -> None:
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    assert response.status_code < 500 or (response.status_code == 503 and is_empty and response.headers["Retry-After"])
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert re.match("/(?!/)", response.headers.get("Location", "/here"))
    if kind == "text/html":
        assert SCRIPT.encode() not in body
        scripts = re.findall(rb"<script[^>]*>", body)
        assert [one for one in scripts if not re.fullmatch(rb'<script type="module" src="/static/[^"<>]+">', one)] == []


def assert_in_the_form(response: HttpResponseBase, name: str, address: str, accept: str) -> None:
    """A fault is said in the form that was asked for, where that can be told."""
    media = asked_media(address, accept)
    if response.status_code in (400, 404, 410) and name not in OWN_RULES and media:
        assert response.headers["Content-Type"].partition(";")[0] == media


def fuzz(client: Client, reached: Counter[str], name: str, expression: str, examples: int, *, is_empty: bool) -> None:
    @settings(
        max_examples=examples,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(address=addresses(name, expression), query=QUERIES, method=METHODS, headers=HEADERS, sent=BODIES)
    def ask(address: str, query: str, method: str, headers: dict[str, str], sent: Sent) -> None:
        environ: dict[str, Any] = {f"HTTP_{key.upper().replace('-', '_')}": value for key, value in headers.items()}
        if method in ("POST", "PUT"):
            environ |= {"data": sent.body, "CONTENT_TYPE": sent.kind}
        response = client.generic(method, address, QUERY_STRING=query, **environ)
        assert_harmless(response, b"".join(response), is_empty=is_empty)
        if method == "GET":
            assert_in_the_form(response, name, address, headers["accept"])
        match = response.wsgi_request.resolver_match
        reached[str(match.url_name if match else None)] += 1

    for address in known(name)[:1]:
        ask = example(address=address, query="", method="GET", headers={"accept": ""}, sent=Sent())(ask)
    ask()


@pytest.mark.parametrize("length", ["many", "-1", "1e3"])
@pytest.mark.parametrize("name", ["check", "check-corrected", "write", "write-findings", "write-file", "sparql"])
def test_a_length_that_is_no_number_is_refused(visitor: Client, name: str, length: str) -> None:
    form = "application/x-www-form-urlencoded"
    response = visitor.generic("POST", reverse(name), b"query=ASK{}", form, CONTENT_LENGTH=length)
    assert response.status_code in (400, 413)


@pytest.fixture
def visitor(library: Library, settings: Settings) -> Client:
    """A visitor of the empty library; an exception that no page catches is raised in the test."""
    settings.SPARQL_TIMEOUT_S = 2.0
    settings.HOOK_SECRET = "known to the forge"  # noqa: S105  the secret of a test
    return Client()


@pytest.fixture
def filled(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that there can be: samples, older releases, pictures; what waits, what went, who is somebody else."""
    library.add_samples()
    library.add(FULL)
    label = Labelled(library)
    for name, addresses in LABELS.items():
        monkeypatch.setitem(KNOWN, name, [one.replace("AAAAAAAA", label.label.number) for one in addresses])
    library.add_picture(f"{LOOM}/-/v/2.1.0", "images/loom.png", plain(size=(400, 300)))
    [row, *_] = rows_of(f"{LOOM}/-/v/2.1.0")
    monkeypatch.setitem(KNOWN, "picture", [f"/picture/{row.kept.source}-160.webp"])
    library.publish()
    library.add(FULL.replace('"2.1.0"', '"2.0.0"').replace("Weaves", f"{SCRIPT} \u202e weaves"))
    library.add(manifest(name=SCRIPT, repo="https://git.example.org/lark/odd", function=f"\u2066{SCRIPT}"))
    library.add(WAITING)
    library.add(manifest(name=SCRIPT, repo="https://git.example.org/secret/two", licence=UNCLEAR))
    library.add(manifest(name="Crane", repo="https://git.example.org/gone/crane"))
    library.publish()
    reason = f"{SCRIPT} they wrote to us"
    withdraw("https://git.example.org/gone", Why.OPT_OUT, reason=reason, payloads=wiring.payloads(), actor="t", now=NOW)
    merge_agents(WILMA, LARK, reason=reason, actor="t", now=NOW)
    library.publish()
    HostileWorld().to_issued()
    sign_checkpoint(now=NOW)
    add_looks()
    [_sum, dump, *_] = Client().get("/data/gen-3/sha256sums").content.decode().split()
    monkeypatch.setitem(KNOWN, "dump", [f"/data/gen-3/dumps/{dump}"])


class HostileWorld(Registry):
    """A body whose applicant tries what a text can do."""

    def about(self) -> About:
        return msgspec.structs.replace(super().about(), name=SCRIPT, municipality=f"\u2066{SCRIPT}")

    def grant(self, case: str = "a1") -> None:
        facts = {"level": self.case(case).level, "scope": self.case(case).scope, "reason": SCRIPT}
        self.do(decision.grant, "eli", Role.DECISION_MAKER, case=case, **facts)


def add_looks() -> None:
    """A look that ended in a draft, and one that was interrupted."""
    report = Report(
        "github", "https://github.com/a/b", there=True, files=1, draft=Drafted(f"name = '{SCRIPT[:8]}'\n", [SCRIPT])
    )
    for number, (state, kept) in enumerate(((Visit.DONE, msgspec.to_builtins(report)), (Visit.RUNNING, {})), start=1):
        name = f"{number:016d}"
        Visit.objects.create(
            token=name, source=f"github:address={name}", address=SCRIPT, state=state, asked_at=NOW, report=kept
        )


def fuzz_all(visitor: Client, examples: int, *, is_empty: bool) -> Counter[str]:
    reached: Counter[str] = Counter()
    for pattern, expression in PATTERNS:
        fuzz(visitor, reached, str(pattern.name), expression, examples, is_empty=is_empty)
    return reached


@pytest.mark.parametrize("examples", EXAMPLES)
def test_nothing_that_is_asked_of_a_full_library_is_a_fault_of_ours(
    filled: None, visitor: Client, examples: int
) -> None:
    assert_every_address_was_met(fuzz_all(visitor, examples, is_empty=False))


@pytest.mark.parametrize("examples", EXAMPLES)
def test_nothing_that_is_asked_of_an_empty_library_is_a_fault_of_ours(visitor: Client, examples: int) -> None:
    assert_every_address_was_met(fuzz_all(visitor, examples, is_empty=True))


def assert_every_address_was_met(reached: Counter[str]) -> None:
    assert [pattern.name for pattern, _expression in PATTERNS if not reached[str(pattern.name)]] == []

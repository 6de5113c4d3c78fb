# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Methods are data that people write, and the answers that are judged by them are written by strangers (§0a)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.certification.foreign_record import judge_certificate, judge_oshwa, number_of
from oshmark.certification.issuer_method import Method, MethodKind, read_method
from oshmark.certification.wiki_revision import judge_revision, plain_text, revision_of
from oshmark.certification.worth import Claim, Why, Worth

DIGEST = f"sha256:{'a' * 64}"
PAGE = "https://wiki.example/index.php?title=A&oldid=17"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("written", "method"),
    [
        (f"page {DIGEST}", Method(MethodKind.PAGE, digest=DIGEST)),
        ("registry of OSHWA", Method(MethodKind.OSHWA)),
        ("body did:web:other.example", Method(MethodKind.BODY, host="other.example")),
        ("body did:web:Other.example%3A8443", Method(MethodKind.BODY, host="other.example:8443")),
        ("wiki revision: {name};  attested ;", Method(MethodKind.WIKI, ("{name}", "attested"))),
        ("Wiki revision: a but not: b; c", Method(MethodKind.WIKI, ("a",), ("b", "c"))),
        ("wiki revision:", None),
        ("wiki revision: but not: b", None),
        ("page sha256:abc", None),
        ("body did:key:z6Mk", None),
        ("body did:web:other.example:users:eve", None),
        ("permanent revision", None),
        ("", None),
    ],
)
def test_a_method_is_read_as_it_is_written_or_is_none(written: str, method: Method | None) -> None:
    assert read_method(written) == method


@pytest.mark.parametrize(
    ("address", "number"),
    [
        (PAGE, "17"),
        ("https://wiki.example/wiki/Special:PermanentLink/17", "17"),
        ("https://wiki.example/wiki/Special%3APermalink/17", "17"),
        ("https://wiki.example/wiki/A", ""),
        ("https://wiki.example/index.php?title=A&oldid=", ""),
        ("https://wiki.example/index.php?title=A&oldid=prev", ""),
        ("https://wiki.example/index.php?title=A&oldid=١٧", ""),
        (f"https://wiki.example/?oldid=1{'&a=b' * 100}", ""),
    ],
)
def test_only_an_address_of_one_state_is_permanent(address: str, number: str) -> None:
    assert revision_of(address) == number


@pytest.mark.parametrize(
    ("version", "text", "why"),
    [
        ("1.2", "Pump 1.2", Why.NOTHING),
        ("1.2", "Pump 1.2.", Why.NOTHING),
        ("1.2", "Pump 1.2.1", Why.NO_VERSION),
        ("1.2", "Pump 11.2", Why.NO_VERSION),
        ("17", "Pump", Why.NOTHING),
        ("", "Pump", Why.NO_VERSION),
        ("1.2", "Pump <b>1.2</b>", Why.NOTHING),
        ("1.2", "Pump <style>1.2</style>", Why.NO_VERSION),
    ],
)
def test_a_version_is_named_whole_or_is_the_number_of_the_state(version: str, text: str, why: Why) -> None:
    method = Method(MethodKind.WIKI, ("{name}", "{version}"))
    judged = judge_revision(Claim(PAGE, "pump", version), method, text)
    assert judged.why is why
    assert (judged.worth is Worth.CONFIRMED) is (why is Why.NOTHING)


def test_a_page_that_shows_another_state_confirms_nothing() -> None:
    """Wikis show the newest state where they do not know the one that is asked for."""
    method = Method(MethodKind.WIKI, ("pump",))
    judged = judge_revision(Claim(PAGE, "Pump", "1"), method, '<script>{"wgRevisionId":18}</script> pump')
    assert (judged.worth, judged.why) == (Worth.CLAIMED, Why.OTHER_REVISION)


def test_a_name_that_says_nothing_confirms_nothing() -> None:
    judged = judge_revision(Claim(PAGE, " _ ", "1"), Method(MethodKind.WIKI, ("{name}",)), "anything")
    assert judged.why is Why.NO_NAME


@given(st.text(alphabet=st.sampled_from("<>/ abscriptyle!-&;\n"), max_size=200))
def test_whatever_a_page_is_its_text_has_no_tags_and_comes_in_one_pass(html: str) -> None:
    assert "<script" not in plain_text(html)


@given(st.text(max_size=60), JSON)
def test_whatever_another_registry_says_is_judged(address: str, said: object) -> None:
    claim = Claim(address, "Pump", "1", "https://git.example.org/a/b", "0" * 64)
    assert judge_certificate(claim, said).worth in Worth
    assert judge_oshwa(claim, said if isinstance(said, dict) else {}).worth in Worth
    assert judge_oshwa(claim, {"oshwa": said}).worth in Worth


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://other.example/certificates/K7F49XHM", "K7F49XHM"),
        ("https://other.example/C/K7F4-9XHM/", "K7F4-9XHM"),
        ("https://other.example/certificates/", ""),
        ("https://other.example/certificates/a/b", ""),
    ],
)
def test_the_page_of_a_certificate_says_its_number(address: str, number: str) -> None:
    assert number_of(address) == number

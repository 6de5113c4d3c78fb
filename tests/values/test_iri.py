# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses go out and come back, whatever a module, a version or a part is called."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oshmark.values.iri import (
    FORMS,
    SLUG_LENGTH,
    ModuleId,
    Target,
    agent_address,
    encode_iri,
    encoded,
    language_address,
    licence_address,
    path_of,
    process_address,
    read_shared,
    read_target,
    slug,
    step,
    unstep,
)

NASTY = (
    "1.0", "1/2", "a/b/c", "/", "//", "@", "v1@2", "#", "1#2", "?", "1?x=y", "%", "%2F", "%%", "100%", "..", ".",
    "...", "a..b",
    "-", "--", "-/v/1", "v", "in", "part", "1.0.json", "ttl", "2.0.ttl", "~", "~2F", "~~", "a b", " ", "é", "日本",
    "🪔",
    "\u202eabc",
    "a\nb", "\t", "\x00", "\x7f", "\\", "a\\b", "<script>", '"', "'", "a+b", "a&b=c", "a;b", "a:b",
    "https://x.example/y", "", "e\u0301",
    "İ", "x" * 500,
)  # fmt: skip
texts = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
repositories = st.lists(texts.map(lambda text: text.replace("/", "")), min_size=1, max_size=4).map("/".join)


def served(address: str) -> str:
    """The path as a server hands it on: as a browser asks for it, percent-decoded, without query and fragment."""
    parts = urlsplit(f"https://lib.example.org{address}")
    assert (parts.query, parts.fragment) == ("", "")
    return unquote(parts.path).removeprefix("/m/")


def test_there_are_forty_nasty_names_and_more() -> None:
    assert len(set(NASTY)) >= 40


@pytest.mark.parametrize("name", NASTY, ids=repr)
def test_a_version_of_any_name_goes_out_and_comes_back(name: str) -> None:
    module = ModuleId("git.example.org", "wren/lamp")
    assert read_target(served(module.release(name))) == Target(module, name)


@pytest.mark.parametrize("name", [name for name in NASTY if "/" not in name], ids=repr)
def test_a_repository_of_any_name_goes_out_and_comes_back(name: str) -> None:
    for module in (ModuleId("git.example.org", f"wren/{name}"), ModuleId("git.example.org", f"{name}/lamp/{name}")):
        assert read_target(served(module.address)) == Target(module)
        assert read_target(served(module.release(name))) == Target(module, name)


@pytest.mark.parametrize("name", [name for name in NASTY if name and "/" not in name], ids=repr)
def test_a_folder_and_a_host_of_any_name_go_out_and_come_back(name: str) -> None:
    module = ModuleId(name, "wren/lamp", f"a/{name}")
    assert read_target(served(module.release(name))) == Target(module, name)


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("version", ["1.0", "1.0.json", "ttl", "-", "a/b"])
def test_a_form_is_never_taken_for_a_part_of_the_version(form: str, version: str) -> None:
    module = ModuleId("git.example.org", "wren/lamp")
    assert read_target(served(f"{module.release(version)}/-/{form}")) == Target(module, version, form=form)
    part = f"{module.release(version)}/-/part/{step('A/B')}"
    assert read_target(served(f"{part}/-/{form}")) == Target(module, version, "A/B", form)


@given(texts, repositories, st.lists(texts.map(lambda t: t.replace("/", "")), max_size=2).map("/".join), texts, texts)
def test_any_address_comes_back(host: str, path: str, folder: str, version: str, part: str) -> None:
    module = ModuleId(host, path, folder)
    address = f"{module.release(version)}/-/part/{step(part)}"
    assert read_target(served(address)) == Target(module, version, part)


@given(texts)
@example("~2F")
def test_a_step_is_undone(text: str) -> None:
    assert unstep(unquote(step(text))) == text


@given(texts, texts)
def test_two_names_never_have_one_step(one: str, other: str) -> None:
    assert (step(one) == step(other)) == (one == other)


@given(texts)
def test_a_step_stays_one_step_for_every_server_and_browser(text: str) -> None:
    made = step(text)
    assert re.fullmatch(r"[A-Za-z0-9._~:@!$&'()*+,;=%-]+", made)
    assert "/" not in unquote(made)
    assert "\\" not in unquote(made)
    assert unquote(made) not in (".", "..", "-", "")


def test_a_lone_half_of_a_character_makes_a_step_too() -> None:
    assert step("a\ud800") == "a%3F"


@pytest.mark.parametrize("path", [
    "", "/", "host", "host/", "/repo", "host/repo/-/", "host/repo/-/x", "host/repo/-/v/", "host/repo/-/v/1/2",
    "host/repo/-/v/1/-/v/2", "host/repo/-/part/a", "host/repo/-/v/1/-/part/", "host/repo/-/ttl/-/json",
    "host/repo/-/ttl/x",
    "host/repo/-/v/1/-/in/a", "host/repo/-/in/", "-/-/-",
])  # fmt: skip
def test_what_is_no_address_of_ours_means_nothing(path: str) -> None:
    assert read_target(path) is None


@given(st.text(max_size=60))
def test_no_path_makes_it_fall(path: str) -> None:
    assert read_target(path) is None or isinstance(read_target(path), Target)


def test_the_address_of_a_path_has_a_step_for_each_of_its_own() -> None:
    assert path_of("a b/c#d/..") == "a%20b/c~23d/~2E~2E"


def test_an_agent_is_addressed_by_what_identifies_it() -> None:
    assert agent_address("name", "git.example.org", "A/B c") == "/a/name/git.example.org/A~2FB%20c"


# --- slugs


@pytest.mark.parametrize(("name", "wanted"), [
    ("Clamp Ring", "clamp-ring"), ("  a__b--c ", "a-b-c"), ("Größe 3", "größe-3"), ("日本", "日本"), ("", "unnamed"),
    ("!?", "unnamed"), ("_", "unnamed"),
])  # fmt: skip
def test_a_slug_is_short_and_readable(name: str, wanted: str) -> None:
    assert slug(name) == wanted


@given(st.text(max_size=300))
def test_a_slug_is_one_word_of_letters_digits_and_hyphens(name: str) -> None:
    made = slug(name)
    assert 0 < len(made) <= SLUG_LENGTH
    assert re.fullmatch(r"[\w-]+", made)
    assert made == made.strip("-")


# --- IRIs

ODD = (
    "https://a.example/[1].png", "https://[::1]:80/x", "https://[::1", "https://[v1.x]/", "https://a[b]/",
    "https://h:port/x",
    "https://u:p@h/x", "https://u@v@h/", "https://a.example/#a#b", "https://a.example/%zz%41%",
    "https://a.example/\ue000\ufffe\U0001fffe",
    "https://a.example/\u202e\u00ad", 'https://a.example/"<>\\^`{|}', "https://ü.example/ä?ö#ß",
    "https://a.example/a b\n", "HTTPS://A.EXAMPLE",
    "https://", "https:///x", "http://:80/", "https://a.example:/", "https://a.example/\ud800",
)  # fmt: skip


def parsed(iri: str) -> str:
    """What a strict reader of IRIs makes of it."""
    [quad] = ox.parse(f"<https://s.example> <https://p.example> <{iri}> .", format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.NamedNode)
    return quad.object.value


@pytest.mark.parametrize("text", ODD, ids=repr)
def test_every_address_becomes_an_iri_that_a_strict_reader_takes(text: str) -> None:
    assert parsed(encode_iri(text)) == encode_iri(text)


@given(st.builds(
    "{}{}{}".format,
    st.sampled_from(["http://", "https://"]),
    st.text(st.sampled_from("[]:@a1.%"), max_size=8),
    st.text(st.sampled_from("[]#:@/?%1a.\\ ") | st.characters(), max_size=12),
))  # fmt: skip
def test_any_text_behind_http_becomes_an_iri(text: str) -> None:
    made = encode_iri(text)
    assert parsed(made) == made
    assert encode_iri(made) == made


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters='<>"{}|\\^`[]%#'), max_size=30))
def test_an_iri_that_is_one_already_stays(text: str) -> None:
    assert encode_iri(f"https://a.example/{text}") == f"https://a.example/{text}"


def test_letters_of_all_scripts_stay_readable() -> None:
    assert encode_iri("https://a.example/größe/日本#é") == "https://a.example/größe/日本#é"


@given(st.text(max_size=40), st.sampled_from([None, "ttl", "json"]))
def test_a_shared_thing_of_any_name_goes_out_and_comes_back(key: str, form: str | None) -> None:
    for address_of in (licence_address, process_address, language_address):
        address = address_of(key)
        rest = unquote(address.removeprefix("/").partition("/")[2]) + (f"/-/{form}" if form else "")
        read = read_shared(rest)
        assert read is not None
        assert (unstep(read[0]), read[1]) == (key, form)


@given(st.lists(st.text(max_size=20), min_size=1, max_size=3))
def test_the_address_of_an_agent_is_the_same_after_a_server_has_decoded_it(keys: list[str]) -> None:
    address = agent_address("web", *keys)
    read = read_shared(unquote(address).removeprefix("/a/"))
    assert read is not None
    assert f"/a/{encoded(read[0])}" == address


@pytest.mark.parametrize("rest", ["", "-/ttl", "MIT/-", "MIT/-/html", "MIT/-/ttl/-/nt", "MIT/-/v/1"])
def test_what_is_no_address_of_a_shared_thing_means_nothing(rest: str) -> None:
    assert read_shared(rest) is None

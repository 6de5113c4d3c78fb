# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark manifest convert`, in each form."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest
import rdflib
import yaml
from rdflib.compare import isomorphic

from tests.made_up import manifest

if TYPE_CHECKING:
    from tests.instances import Instance

V1 = """title: Lark
description: It prints – ü.
project-link: https://git.example.org/lark/printer
version: '1.10'
license:
  hardware: CERN-OHL-S-2.0
licensor:
  name: Lark Makers
documentation-language: en
""".encode()
OKH = rdflib.Namespace("https://w3id.org/oseg/ont/okh#")


def test_toml_is_clean_okh_losh(instance: Instance) -> None:
    done = instance.run("manifest", "convert", "-", "--to", "toml", given=V1)
    assert done.code == 0
    written = tomllib.loads(done.out)
    assert (written["okhv"], written["name"], written["version"]) == ("OKH-LOSHv1.0", "Lark", "1.10")
    assert "–" in written["function"]
    again = instance.run("manifest", "convert", "-", "--to", "toml", given=done.out.encode())
    assert again.out == done.out


@pytest.mark.parametrize(("form", "load"), [("yaml", yaml.safe_load), ("json", json.loads)])
def test_yaml_and_json_say_the_same_as_toml(instance: Instance, form: str, load: object) -> None:
    toml = tomllib.loads(instance.run("manifest", "convert", "-", "--to", "toml", given=V1).out)
    done = instance.run("manifest", "convert", "-", "--to", form, given=V1)
    assert done.code == 0
    assert load(done.out) == toml  # type: ignore[operator]  # one of the functions above


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
@pytest.mark.parametrize(("form", "rdf"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")])
def test_each_form_of_rdf_says_the_same(instance: Instance, form: str, rdf: str) -> None:
    arguments = ("manifest", "convert", "-", "--base", "https://library.example.org/", "--to", form)
    done = instance.run(*arguments, given=V1)
    assert done.code == 0
    graph = rdflib.Graph().parse(data=done.out, format=rdf)
    this = rdflib.URIRef("https://library.example.org/m/git.example.org/lark/printer/-/v/1.10#this")
    assert graph.value(this, OKH.version) == rdflib.Literal("1.10")
    lines = instance.run(*arguments[:-1], "nt", given=V1)
    assert isomorphic(graph, rdflib.Graph().parse(data=lines.out, format="nt"))


def test_a_manifest_without_a_repository_is_converted_all_the_same(instance: Instance) -> None:
    done = instance.run("manifest", "convert", "-", "--to", "nt", given=manifest(repo=None))
    assert done.code == 0
    assert "<http://127.0.0.1:8000/unplaced#this>" in done.out


def test_a_file_is_converted(instance: Instance) -> None:
    (instance.here / "okh.yml").write_bytes(V1)
    assert instance.run("manifest", "convert", "okh.yml", "--to", "toml").code == 0


def test_what_cannot_be_read_is_an_error_at_its_place(instance: Instance) -> None:
    done = instance.run("manifest", "convert", "-", "--to", "ttl", given=b"name = \n")
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith("-:1:8: error: ")


def test_a_missing_file_and_a_folder_are_wrong_use(instance: Instance) -> None:
    done = instance.run("manifest", "convert", "gone.toml", "--to", "ttl")
    assert (done.code, done.out, done.said) == (2, "", "oshmark: gone.toml does not exist.\n")
    done = instance.run("manifest", "convert", ".", "--to", "ttl")
    assert (done.code, done.out, done.said) == (2, "", "oshmark: . is a folder. Name the manifest in it.\n")


def test_a_file_that_may_not_be_read_is_an_error(instance: Instance) -> None:
    (instance.here / "okh.toml").write_bytes(V1)
    (instance.here / "okh.toml").chmod(0)
    done = instance.run("manifest", "convert", "okh.toml", "--to", "ttl", humble=True)
    assert (done.code, done.out, done.said) == (1, "", "oshmark: okh.toml cannot be read: Permission denied.\n")


@pytest.mark.parametrize("arguments", [["-"], ["-", "--to", "docx"], ["--to", "ttl"], ["-", "-", "--to", "ttl"]])
def test_wrong_use_is_two(instance: Instance, arguments: list[str]) -> None:
    done = instance.run("manifest", "convert", *arguments, given=V1)
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize("base", ["library", "ftp://a.org", "https://a b.org", "https://a.org/<x>", ""])
def test_a_base_that_is_no_address_is_wrong_use(instance: Instance, base: str) -> None:
    done = instance.run("manifest", "convert", "-", "--to", "ttl", "--base", base, given=V1)
    assert (done.code, done.out) == (2, "")
    assert "is no web address" in done.said


def test_the_text_is_utf_8_whatever_the_terminal_is(instance: Instance) -> None:
    done = instance.run("manifest", "convert", "-", "--to", "toml", given=V1, variables={"PYTHONIOENCODING": "ascii"})
    assert "–" in done.out

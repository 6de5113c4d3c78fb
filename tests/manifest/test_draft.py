# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A first manifest says what the repository shows, and leaves the rest to the maker."""

from __future__ import annotations

from typing import Any

import pytest

from oshmark.manifest.draft import Draft, Folder, draft, https_of, licence_of, newest
from oshmark.manifest.draft_files import MOST_PARTS, Entry
from oshmark.manifest.draft_readme import first_paragraph, images_of, language_of, title_of, without_remarks
from oshmark.manifest.draft_toml import draft_toml
from oshmark.manifest.read import read

README = """\
<!-- SPDX-FileCopyrightText: 2026 nobody -->
[![badge](https://a.example/b.svg)](https://a.example)

# Wren lamp

![The lamp](images/wren.jpg)

- a list

The **Wren** is a lamp for desks. It is made with tools that are in every workshop, and it can be mended by
anyone who has a [screwdriver](docs/tools.md). You will find that the parts of it are cut from sheet, and that
there is nothing to glue. This is the second version, which is lighter than the one before.

## Building it
"""


def made_from(*paths: str, heads: dict[str, str] | None = None, **more: Any) -> Draft:
    entries = tuple(Entry(path, 100) for path in paths)
    return draft(Folder("lamp", entries, heads or {}, **more))


def test_name_function_and_language_come_from_the_readme() -> None:
    made = made_from("README.md", "images/wren.jpg", heads={"README.md": README})
    assert made.fields["name"] == "Wren lamp"
    assert made.fields["function"].startswith("The Wren is a lamp for desks.")
    assert "screwdriver. You" in made.fields["function"]
    assert made.fields["documentation-language"] == "en"
    assert made.fields["image"] == "images/wren.jpg"
    assert made.fields["readme"] == "README.md"
    assert made.reasons["name"] == "the title of README.md"


def test_without_a_readme_nothing_is_said_of_them() -> None:
    made = made_from("a.scad", remote="git@git.example.org:wren/lamp.git")
    assert {"name", "function", "documentation-language"}.isdisjoint(made.fields)
    assert made.hints["name"] == ["lamp"]
    assert made.fields["repo"] == "https://git.example.org/wren/lamp"


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@github.com:wren/lamp.git", "https://github.com/wren/lamp"),
        ("https://user:secret@git.example.org/wren/lamp.git", "https://git.example.org/wren/lamp"),
        ("https://git.example.org:8443/wren/lamp", "https://git.example.org:8443/wren/lamp"),
        ("ssh://git@git.example.org:2222/wren/lamp.git", "https://git.example.org/wren/lamp"),
        ("git://git.example.org/wren/lamp", "https://git.example.org/wren/lamp"),
        ("/srv/git/lamp.git", None),
        ("../lamp", None),
        ("file:///srv/lamp", None),
        ("C:\\lamp", None),
        ("https://localhost/lamp", None),
        ("https://git.example.org/", None),
        ("https://git.example.org:port/x", None),
        ("https://[::1/x", None),
    ],
)
def test_the_address_of_people_is_made_from_that_of_git(remote: str, address: str | None) -> None:
    assert https_of(remote) == address


@pytest.mark.parametrize(
    ("tags", "version"),
    [
        (("v1.2.0", "v1.10.0", "v1.9.9"), "1.10.0"),
        (("1.0.0-rc.1", "1.0.0"), "1.0.0"),
        (("1.0.0", "1.1.0-rc.1"), "1.1.0-rc.1"),
        (("hardware/v2.0",), "2.0"),
        (("latest", "old"), None),
        ((), None),
    ],
)
def test_the_newest_tag_is_the_highest_version(tags: tuple[str, ...], version: str | None) -> None:
    assert newest(tags) == version


def test_the_version_comes_from_a_tag_before_a_file() -> None:
    heads = {"VERSION": "1.0.0\n"}
    assert made_from("VERSION", heads=heads, tags=("v2.0.0",)).fields["version"] == "2.0.0"
    assert made_from("VERSION", heads=heads).fields["version"] == "1.0.0"
    assert "version" not in made_from("VERSION", heads={"VERSION": "see the changelog"}).fields


@pytest.mark.parametrize(
    ("path", "head", "expression"),
    [
        ("LICENSE", "CERN Open Hardware Licence Version 2 - Strongly Reciprocal\n\nPreamble", "CERN-OHL-S-2.0"),
        ("LICENSE", "MIT License\n\nCopyright (c) 2026 Ada", "MIT"),
        ("LICENSE", "                Apache License\n        Version 2.0, January 2004\n", "Apache-2.0"),
        ("LICENSE.md", "# Creative Commons Attribution-ShareAlike 4.0 International\n", "CC-BY-SA-4.0"),
        ("LICENSE", "Attribution-ShareAlike 4.0 International\n====\n", "CC-BY-SA-4.0"),
        ("LICENSE", "Creative Commons Legal Code\n\nCC0 1.0 Universal\n", "CC0-1.0"),
        ("LICENSE", "CERN Open Hardware Licence v1.2\n", "CERN-OHL-1.2"),
        ("LICENSE", "Attribution-NonCommercial 4.0 International\n", "CC-BY-NC-4.0"),
        ("LICENSE", "SPDX-License-" + "Identifier: CERN-OHL-W-2.0\n", "CERN-OHL-W-2.0"),
        ("LICENSES/CERN-OHL-P-2.0.txt", "", "CERN-OHL-P-2.0"),
        ("LICENSE", "GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n", None),
        ("LICENSE", "All of it is free, more or less.\n", None),
        ("LICENSE", "", None),
    ],
)
def test_a_licence_is_read_from_its_file_or_left(path: str, head: str, expression: str | None) -> None:
    assert licence_of(path, head) == expression


def test_licences_that_do_not_agree_are_left_to_the_maker() -> None:
    heads = {"LICENSE-docs": "Attribution 4.0 International\n", "LICENSE-hardware": "CERN Open Hardware Licence v1.2\n"}
    made = made_from(*heads, heads=heads)
    assert "license" not in made.fields
    assert set(made.hints["license"]) == {"CC-BY-4.0", "CERN-OHL-1.2"}


def test_a_copyright_line_is_a_hint_and_no_licensor() -> None:
    made = made_from("LICENSE", heads={"LICENSE": "MIT License\n\nCopyright (c) 2024-2026 Ada Wren\n"})
    assert made.fields["license"] == "MIT"
    assert "licensor" not in made.fields
    assert made.hints["licensor"] == ["Ada Wren"]


def test_documents_are_found_by_their_names() -> None:
    made = made_from(
        "CONTRIBUTING.md", "lists/bom.csv", "docs/assembly-guide.md", "docs/user-manual.pdf", "docs/build/notes.md",
        "photo.jpg", "deep/down/below/BOM.csv",
    )  # fmt: skip
    assert made.fields["contribution-guide"] == "CONTRIBUTING.md"
    assert made.fields["bom"] == "lists/bom.csv"
    assert made.fields["manufacturing-instructions"] == ["docs/assembly-guide.md"]
    assert made.fields["user-manual"] == "docs/user-manual.pdf"
    assert made.fields["image"] == "photo.jpg"


def test_of_several_candidates_none_is_taken() -> None:
    made = made_from("bom-eu.csv", "bom-us.csv", "cover-a.png", "cover-b.png")
    assert {"bom", "image"}.isdisjoint(made.fields)
    assert made.hints["bom"] == ["bom-eu.csv", "bom-us.csv"]


def test_sources_and_exports_of_one_name_are_a_part() -> None:
    made = made_from(
        "cad/Belt-Clamp.scad", "out/belt-clamp.stl", "out/belt-clamp.step", "cad/frame.FCStd", "out/old.stl",
        "notes.md", "board.kicad_pcb", "a/foot.scad", "b/foot.scad", "out/foot.stl", "script.py", "frame.FCStd1",
    )  # fmt: skip
    assert made.fields["part"] == [
        {
            "name": "Belt Clamp",
            "source": ["cad/Belt-Clamp.scad"],
            "export": ["out/belt-clamp.step", "out/belt-clamp.stl"],
        }
    ]
    assert made.fields["source"] == ["a/foot.scad", "b/foot.scad", "board.kicad_pcb", "cad/frame.FCStd"]
    assert made.fields["export"] == ["out/foot.stl", "out/old.stl"]


def test_the_number_of_parts_has_a_bound() -> None:
    paths = [f"p{n:04}.{ending}" for n in range(MOST_PARTS + 50) for ending in ("scad", "stl")]
    assert len(made_from(*paths).fields["part"]) == MOST_PARTS


def test_empty_files_count_for_nothing() -> None:
    made = draft(Folder("x", (Entry("bom.csv", 0), Entry("a.scad", 0), Entry("a.stl", 0), Entry("README.md", 0))))
    assert set(made.fields) == {"okhv"}


def test_the_text_can_be_read_and_what_is_left_is_said() -> None:
    made = made_from(
        "README.md", "a b.scad", "a b.stl", "LICENSE", heads={"README.md": README, "LICENSE": "MIT License"}
    )
    text = draft_toml(made)
    reading = read(text.encode(), name="okh.toml", folder="")
    assert {f.facts["key"] for f in reading.findings if f.rule.id == "missing"} == {"repo", "version", "licensor"}
    assert all(f"\n# {key} = " in text for key in ("repo", "version", "licensor", "bom", "technology-readiness-level"))
    assert reading.manifest.part[0].name == "A b"
    assert "placeholder" not in {finding.rule.id for finding in reading.findings}


def test_strange_names_and_texts_cannot_break_the_file() -> None:
    strange = 'a"\\\n[[part]]\nx'
    made = made_from(
        "README.md", 'b"]\n.scad', 'b"]\n.stl', "bom\n1.csv", "bom\n2.csv",
        heads={"README.md": f"# {strange}\n\nOne two three four five '''six\" \"\"\" seven.\n"},
        tags=("\n# x", "a\nname = 1"),
    )  # fmt: skip
    reading = read(draft_toml(made).encode(), name="okh.toml", folder="")
    assert reading.manifest.name == 'a"\\'
    assert [part.source[0].path for part in reading.manifest.part] == ['b"]\n.scad']
    assert reading.manifest.extra == {}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Wren #\n", "Wren"),
        ("Wren\n====\n", "Wren"),
        ("![logo](a.png)\n\nWren\n----\n", "Wren"),
        ("---\ntitle: x\n---\n# Wren\n", "Wren"),
        ("## [Wren](https://a.example) ![b](c.svg)\n", "Wren"),
        ("just a text\n", None),
        ("", None),
    ],
)
def test_the_title_of_a_readme(text: str, title: str | None) -> None:
    assert title_of(without_remarks(text)) == title


def test_a_first_paragraph_that_is_no_sentence_is_passed_over() -> None:
    program, quoted = "```\none two three four five six\n```\n", "> quoted words of somebody else here\n"
    text = f"# x\n\nWork in progress\n\n{program}\n{quoted}\nIt *is* a `lamp` for all desks.\n"
    assert first_paragraph(text) == "It is a lamp for all desks."
    assert first_paragraph("# x\n\n- a\n- b\n") is None


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    found = first_paragraph("A lamp for every desk. " * 200)
    assert found is not None
    assert len(found) <= 1500
    assert found.endswith("desk.")


def test_pictures_of_the_web_are_none_of_the_repository() -> None:
    assert images_of("![a](https://a.example/b.svg) ![b](./c.png) <img src='d e.jpg'> ![](/e.png)") == [
        "c.png",
        "d e.jpg",
    ]


GERMAN = "Die Lampe ist für den Tisch und wird mit der Hand auf eine Höhe gestellt, die nicht zu groß ist. " * 3


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (README, "en"),
        (GERMAN, "de"),
        (GERMAN + README, None),
        ("Lampe Lamp", None),
        ("木目スタンド", None),
        ("Il s'agit d'une lampe pour le bureau, et elle est faite dans un atelier. " * 5, "fr"),
        ("La lámpara es para el escritorio y los brazos se mueven con una sola mano, como está previsto. " * 5, "es"),
    ],
)
def test_the_language_is_said_only_where_it_is_sure(text: str, tag: str | None) -> None:
    assert language_of(text) == tag

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which addresses are one module, and which are not."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.library.identity import canonical_repo, module_of
from oshmark.values.iri import ModuleId, read_target

PRINTER = ModuleId("github.com", "maker/printer")
PARTS = ModuleId("gitlab.com", "maker/group/parts")

SAME: list[tuple[str, ModuleId]] = [
    ("https://github.com/maker/printer", PRINTER),
    ("http://github.com/maker/printer", PRINTER),
    ("HTTPS://GitHub.com/Maker/Printer", PRINTER),
    ("https://www.github.com/maker/printer", PRINTER),
    ("https://github.com./maker/printer", PRINTER),
    ("https://github.com:443/maker/printer", PRINTER),
    ("http://github.com:80/maker/printer", PRINTER),
    ("https://someone@github.com/maker/printer", PRINTER),
    ("https://someone:word@github.com/maker/printer", PRINTER),
    ("https://github.com/maker/printer.git", PRINTER),
    ("https://github.com/maker/printer.GIT", PRINTER),
    ("https://github.com/maker/printer.git/", PRINTER),
    ("https://github.com/maker/printer/", PRINTER),
    ("https://github.com//maker//printer", PRINTER),
    ("https://github.com/maker/printer/tree/main", PRINTER),
    ("https://github.com/maker/printer/blob/main/okh.toml", PRINTER),
    ("https://github.com/maker/printer/releases/tag/v1.0", PRINTER),
    ("https://github.com/maker/printer?tab=readme-ov-file", PRINTER),
    ("https://github.com/maker/printer#readme", PRINTER),
    ("https://github.com/m%61ker/printer", PRINTER),
    ("https://github.com/maker/./old/../printer", PRINTER),
    ("https://gitlab.com/Maker/Group/Parts", PARTS),
    ("https://gitlab.com/maker/group/parts/-/tree/main", PARTS),
    ("https://gitlab.com/maker/group/parts/-/releases/v1.0", PARTS),
    ("https://gitlab.com/maker/group/parts.git", PARTS),
    ("https://git.example.org/a/b/-/tree/main?ref_type=heads", ModuleId("git.example.org", "a/b")),
    ("https://git.example.org:8443/a/b", ModuleId("git.example.org:8443", "a/b")),
    ("http://git.example.org:8443/a/b/", ModuleId("git.example.org:8443", "a/b")),
    ("https://[2001:DB8::1]/a", ModuleId("[2001:db8::1]", "a")),
    ("https://[2001:db8::1]:8443/a", ModuleId("[2001:db8::1]:8443", "a")),
    ("https://bücher.example/druck", ModuleId("bücher.example", "druck")),
    ("https://xn--bcher-kva.example/druck", ModuleId("bücher.example", "druck")),
    ("https://wiki.example.org/Caf%C3%A9", ModuleId("wiki.example.org", "Café")),
    ("https://wiki.example.org/Café", ModuleId("wiki.example.org", "Café")),
    ("https://wiki.example.org/index.php?title=Press", ModuleId("wiki.example.org", "index.php?title=Press")),
    ("https://wiki.example.org/index.php?title=Pre%73s", ModuleId("wiki.example.org", "index.php?title=Press")),
    ("https://wiki.example.org", ModuleId("wiki.example.org", "/")),
    ("https://wiki.example.org/", ModuleId("wiki.example.org", "/")),
]

FOLDERS: list[tuple[str, str]] = [
    ("https://github.com/maker/printer/tree/main/hardware/frame", "hardware/frame"),
    ("https://gitlab.com/maker/printer/-/tree/main/hardware", "hardware"),
    ("https://codeberg.org/maker/printer/src/branch/main/hardware", "hardware"),
    ("https://codeberg.org/maker/printer/src/tag/v1/hardware", "hardware"),
    ("https://bitbucket.org/maker/printer/src/main/hardware", "hardware"),
    ("https://github.com/maker/printer/blob/main/hardware/okh.toml", ""),
]

NOT_THE_SAME: list[tuple[str, str]] = [
    ("https://github.com/maker/printer", "https://gitlab.com/maker/printer"),
    ("https://github.com/maker/printer", "https://github.com/maker/printer2"),
    ("https://github.com/maker/printer", "https://github.com/other/printer"),
    ("https://git.example.org/maker/printer", "https://git.example.org/Maker/Printer"),
    ("https://git.example.org/a", "https://git.example.org:8443/a"),
    ("https://git.example.org/a", "https://www.git.example.org/a"),
    ("https://[2001:db8::1]:8443/a", "https://[2001:db8::1:8443]/a"),
    ("https://wiki.example.org/index.php?title=A", "https://wiki.example.org/index.php?title=B"),
    ("https://wiki.example.org/index.php", "https://wiki.example.org/index.php?title=B"),
    ("https://wiki.example.org/w?title=A%26b=c", "https://wiki.example.org/w?title=A&b=c"),
    ("https://wiki.example.org/w?title=A%2BB", "https://wiki.example.org/w?title=A+B"),
    ("https://wiki.example.org/Press%3Fx", "https://wiki.example.org/Press?x"),
    ("https://wiki.example.org/Press%23x", "https://wiki.example.org/Press"),
    ("https://wiki.example.org/a%2Fb", "https://wiki.example.org/a/b"),
    ("https://wiki.example.org/%252F", "https://wiki.example.org/%2F"),
    ("https://wiki.example.org/%FE", "https://wiki.example.org/%FF"),
    ("https://wiki.example.org/a%00", "https://wiki.example.org/a"),
    ("https://github.com/maker/.git", "https://github.com/maker"),
]

NO_PLACE = [
    "",
    "printer",
    "github.com/maker/printer",
    "git@github.com:maker/printer.git",
    "ssh://git@github.com/maker/printer",
    "git+https://github.com/maker/printer",
    "file:///home/maker/printer",
    "javascript:alert(1)",
    "https://",
    "https:///maker/printer",
    "https://:443/maker",
    "https://git.example.org:port/maker",
    "https://git.example.org:99999/maker",
    "https://[::1/maker",
    "https://[fe80::1%25eth0]/maker",
    "https://git example.org/maker",
    "https://git%2Eexample.org/maker",
    "https://a..b/maker",
    f"https://{'a.' * 140}org/maker",
]


@pytest.mark.parametrize(("repo", "module"), SAME)
def test_spellings_of_one_repository_are_one_module(repo: str, module: ModuleId) -> None:
    assert module_of(repo) == module


@pytest.mark.parametrize(("repo", "folder"), FOLDERS)
def test_an_address_may_name_a_folder_of_the_repository(repo: str, folder: str) -> None:
    module = module_of(repo)
    assert module is not None
    assert (module.path, module.folder) == ("maker/printer", folder)


def test_the_folder_that_is_known_counts_before_the_one_in_the_address() -> None:
    module = module_of("https://github.com/maker/printer/tree/main/hardware", "frame")
    assert module == ModuleId("github.com", "maker/printer", "frame")


@pytest.mark.parametrize(("one", "other"), NOT_THE_SAME)
def test_other_repositories_are_other_modules(one: str, other: str) -> None:
    modules = (module_of(one), module_of(other))
    assert None not in modules
    assert modules[0] != modules[1]


@pytest.mark.parametrize("repo", NO_PLACE)
def test_what_names_no_place_on_the_web_is_no_module(repo: str) -> None:
    assert module_of(repo) is None


HOSTS = st.sampled_from(
    [
        "github.com",
        "GitLab.com",
        "codeberg.org",
        "wiki.example.org",
        "bücher.example",
        "straße.example",
        "[2001:DB8::a]",
    ]
)
STEPS = st.lists(
    st.one_of(
        st.sampled_from(["-", "tree", "src", "branch", "main", ".git", "x.git.git", "..", ".", "%2F", "%25", "%c3%a9"]),
        st.text(max_size=8),
    ),
    max_size=6,
)


@given(
    HOSTS,
    st.sampled_from(["", ":80", ":443", ":8080"]),
    STEPS,
    st.one_of(st.just(""), st.text(max_size=12).map(lambda query: f"?{query}")),
)
def test_the_repository_of_a_module_is_that_module(host: str, port: str, steps: list[str], query: str) -> None:
    module = module_of(f"https://{host}{port}/{'/'.join(steps)}{query}")
    assert module is not None
    assert module_of(canonical_repo(module), module.folder) == module


@given(HOSTS, STEPS)
def test_the_address_of_a_module_leads_back_to_it(host: str, steps: list[str]) -> None:
    module = module_of(f"https://{host}/{'/'.join(steps)}")
    assert module is not None
    target = read_target(unquote(module.address.removeprefix("/m/")))
    assert target is not None
    assert target.module == module


@given(st.text(max_size=60))
def test_any_text_is_a_module_or_none(text: str) -> None:
    module = module_of(text)
    assert module is None or module.host

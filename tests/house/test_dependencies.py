# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A developer has every package installed, a user has not: what is imported is what is declared for that purpose."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"oshmark", "tests", "benches", *(path.stem for path in (ROOT / "scripts").iterdir())}


def declared(*extras: str) -> set[str]:
    """The distributions that `pyproject.toml` asks for, with some extras."""
    wanted = [*PROJECT["dependencies"], *(one for extra in extras for one in PROJECT["optional-dependencies"][extra])]
    return {normal(re.split(r"[\[<>=!~; ]", one)[0]) for one in wanted}


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def statements(nodes: list[ast.stmt], *, in_functions: bool) -> Iterator[ast.stmt]:
    """The statements that run, without what is for the type checker only."""
    for node in nodes:
        yield node
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not in_functions:
            continue
        for block in ("body", "orelse", "finalbody"):
            yield from statements(getattr(node, block, []), in_functions=in_functions)
        for handler in getattr(node, "handlers", []):
            yield from statements(handler.body, in_functions=in_functions)


def foreign(text: str, *, in_functions: bool) -> set[str]:
    """The top-level names of the foreign packages that a source imports when it runs."""
    names: set[str] = set()
    for node in statements(ast.parse(text).body, in_functions=in_functions):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - OURS


def undeclared(folder: str, allowed: set[str], *, in_functions: bool) -> dict[str, set[str]]:
    distributions = packages_distributions()
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        for name in foreign(path.read_text(encoding="utf-8"), in_functions=in_functions):
            if not {normal(one) for one in distributions.get(name, [name])} & allowed:
                found.setdefault(name, set()).add(str(path.relative_to(ROOT)))
    return found


def test_the_program_imports_only_what_every_user_has() -> None:
    # The engine for brokers is loaded only where it is chosen, and belongs to the extra `celery`.
    engine = {"src/oshmark/adapters/engines/celery_engine.py"}
    assert undeclared("src", declared(), in_functions=True) == {"celery": engine}
    assert undeclared("src", declared("celery"), in_functions=True) == {}


@pytest.mark.parametrize("folder", ["tests", "benches"])
def test_tests_and_benches_load_without_a_browser(folder: str) -> None:
    assert undeclared(folder, declared("test"), in_functions=False) == {}


def test_scripts_need_nothing_but_the_program() -> None:
    # The catalogue of messages is made and checked by maintainers, who have the tools of `make check`; the walk with a
    # label is taken by `make test-all`, which has a browser.
    wanted = {"babel": {"scripts/messages.py"}, "playwright": {"scripts/label_walk.py"}}
    assert undeclared("scripts", declared(), in_functions=True) == wanted


def test_an_import_is_found_wherever_it_runs() -> None:
    text = """
import rdflib.plugins
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import playwright
try:
    import axe_playwright_python
except ImportError:
    import babel
def later():
    with open("x"):
        from django.db import models
"""
    at_once = {"rdflib", "axe_playwright_python", "babel"}
    assert foreign(text, in_functions=False) == at_once
    assert foreign(text, in_functions=True) == at_once | {"django"}
    assert not {"rdflib", "axe-playwright-python", "babel"} & declared()
    assert "rdflib" in declared("test")

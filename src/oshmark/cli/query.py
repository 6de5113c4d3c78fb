# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark query`: SPARQL on the published generation."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from oshmark.adapters.repository import read_limited
from oshmark.cli.cannot_open import shown
from oshmark.errors import QueryRefusedError

FORMS = ("table", "json", "csv", "tsv", "xml", "ttl", "nt")
MAX_BYTES = 1_000_000
_FIRST_LINE = re.compile(r"at 1:(\d+)")
_PROLOGUE = re.compile(r"<[^<>\s]*>|#[^\r\n]*|PREFIX\s+[^\s:]*:", re.IGNORECASE)
"""What may stand before the verb: addresses, remarks, names of prefixes."""
_VERB = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


@click.command("query", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, readable=False))
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    default="table",
    show_default=True,
    help="Form of the answer; ttl and nt for queries that make a graph.",
)
@click.option(
    "--timeout",
    type=click.IntRange(1, 600),
    default=10,
    show_default=True,
    help="Seconds after which the query is stopped.",
)
def command(file: Path, form: str, timeout: int) -> None:
    """Ask the published library a question in SPARQL: a FILE, or `-` for standard input.

    \b
    Example:
      echo 'SELECT ?name { ?m a okh:Part ; rdfs:label ?name } LIMIT 5' | oshmark query -
    The prefixes of the library (okh, oshmark, rdfs, schema …) need not be declared.
    """  # noqa: D301  click wants the sign itself
    from oshmark.adapters.published.sparql import SparqlWorker

    text = _read(file)
    root = Path(os.environ.get("OSHMARK_HOME", "var")) / "published"
    with SparqlWorker(root) as worker:
        try:
            result = worker.query(with_prefixes(text), accept=_asked(form, text), timeout_s=timeout)
        except QueryRefusedError as error:
            raise QueryRefusedError(without_prefixes(str(error))) from error
    if form == "table" and result.media_type.endswith("sparql-results+json"):
        from oshmark.cli.result_table import as_table

        click.echo(as_table(result.body))
    else:
        sys.stdout.buffer.write(result.body)


def _read(file: Path) -> str:
    """The text of the query; a file that is none is wrong use."""
    try:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1) if str(file) == "-" else read_limited(file)
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        fault = "is not text in UTF-8"
    except OSError as error:
        fault = f"cannot be read: {error.strerror}"
    click.echo(f"oshmark: {shown(file)} {fault}.", err=True)
    sys.exit(2)


def with_prefixes(text: str) -> str:
    """The query with the library's prefixes in front, in one line, so that lines in messages stay right."""
    return _declared() + text


def _declared() -> str:
    from oshmark.ontology.terms import PREFIXES

    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())


def without_prefixes(message: str) -> str:
    """The message about a query, with columns of its first line counted without the prefixes."""
    before = len(_declared())
    return _FIRST_LINE.sub(lambda match: f"at 1:{max(1, int(match[1]) - before)}", message)


def _asked(form: str, text: str) -> str:
    """The form to ask for: a table is made from JSON; a query that makes a graph gives Turtle."""
    if form != "table":
        return form
    verb = _VERB.search(_PROLOGUE.sub(" ", text))
    return "ttl" if verb is not None and verb[0].upper() in ("CONSTRUCT", "DESCRIBE") else "json"

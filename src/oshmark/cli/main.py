# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark`: the nouns of the command line, each loaded only when it is asked for.

Nouns that work on files stand beside this file and need no Django. Nouns that work on an instance (`library`, `serve`,
`demo`, `rebuild`) are management commands of a web app and are found by the name of their file.
"""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from pathlib import Path

import click

import oshmark
from oshmark.cli.on_instance import run_on_instance
from oshmark.errors import OshmarkError

FILE_NOUNS: dict[str, str] = {
    "bom": "oshmark.cli.bom",
    "log": "oshmark.cli.log",
    "manifest": "oshmark.cli.manifest",
    "query": "oshmark.cli.query",
    "scheme": "oshmark.cli.scheme",
}
HOST = "127.0.0.1"
LAST_PORT = 65535
_PORT = re.compile(r"[1-9][0-9]{0,4}")

EXAMPLES = """\b
Examples:
  oshmark manifest check .              what is wrong with the manifests here
  oshmark manifest convert okh.yml --to toml
  oshmark library add okh.toml          put a manifest into the library
  oshmark library publish               make search and linked data of it
  oshmark serve                         show the library on http://127.0.0.1:8000
"""


class Nouns(click.Group):
    """The nouns, found without importing what they need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All nouns, in the order of the alphabet."""
        del ctx
        return sorted({*FILE_NOUNS, *_instance_nouns()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a noun; `None` for a word that is none."""
        del ctx
        if cmd_name in FILE_NOUNS:
            command: click.Command = import_module(FILE_NOUNS[cmd_name]).command
            return command
        path = _instance_nouns().get(cmd_name)
        return None if path is None else _instance_command(cmd_name, path)


def _instance_nouns() -> dict[str, Path]:
    """Names and files of the management commands, by looking at the folders only."""
    web = Path(oshmark.__file__).parent / "web"
    return {
        path.stem: path
        for path in web.glob("*/management/commands/*.py")
        if not path.stem.startswith("_") and not path.stem.startswith("dev_")
    }


def _instance_command(noun: str, path: Path) -> click.Command:
    @click.command(
        noun,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
        add_help_option=False,
        short_help=_first_line(path),
    )
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def run(arguments: tuple[str, ...]) -> None:
        if noun == "demo":
            _preset_demo()
        elif noun == "serve":
            _preset_serve(arguments)
        with _home_of(noun, arguments):
            run_on_instance(noun, arguments)

    return run


def _home_of(noun: str, arguments: tuple[str, ...]) -> AbstractContextManager[None]:
    """Where a command has another home than the environment says; only then is anything loaded for it."""
    if noun != "restore":
        return nullcontext()
    from oshmark.cli.lay_out import laid_out

    return laid_out(arguments)


def _preset_demo() -> None:
    """The demonstration keeps its data apart, says on every page that it is one, and names things by its address."""
    os.environ.setdefault("OSHMARK_HOME", str(Path("var", "demo")))
    os.environ.setdefault("OSHMARK_DEMO", "1")
    port = os.environ.get("PORT", "8000")
    if (
        _PORT.fullmatch(port) and int(port) <= LAST_PORT
    ):  # what is no port is told by the command itself, in better words
        os.environ.setdefault("OSHMARK_BASE_URL", f"http://{HOST}:{int(port)}")


def _preset_serve(arguments: tuple[str, ...]) -> None:
    """Without an address of its own, an instance names things by the port that it is served on."""
    from argparse import ArgumentParser

    parser = ArgumentParser(add_help=False)
    parser.add_argument("--port", default="8000")
    port = parser.parse_known_args(arguments)[0].port
    if port.isascii() and port.isdigit():
        os.environ.setdefault("OSHMARK_BASE_URL", f"http://{HOST}:{port}")


def _first_line(path: Path) -> str:
    """The sentence that a file of a command starts with."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith('"""'):
            return line.strip('"').split(": ", 1)[-1].rstrip(".")
    return ""


@click.group(cls=Nouns, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(oshmark.__version__, prog_name="oshmark")
def cli() -> None:
    """The library, the certification body and the product label of open source hardware."""


def main() -> None:
    """Run the command line; what stops us is one clear sentence and exit code 1, never a trace."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a letter that the terminal has not must not stop us
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(prog_name="oshmark", standalone_mode=True)
    except OshmarkError as error:
        click.echo(f"oshmark: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        click.echo(f"oshmark: {error.filename or 'a file'} cannot be used: {error.strerror}.", err=True)
        sys.exit(1)

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark log`: verify a log, anybody's; and what the operator of one does with it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oshmark.cli.cannot_open import shown
from oshmark.cli.on_instance import run_on_instance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.credential.exported import Verified
    from oshmark.credential.notes import PublicKey

INSTANCE_VERBS = {
    "checkpoint": "Sign the state of the log as it is now, and write it.",
    "erase": "Erase what the log holds of a person.",
    "export": "Write the whole log as one file.",
    "import": "Read an exported log into an instance that has none.",
    "rebuild": "Make the tree and all tables anew from the log.",
    "rotate": "Begin a new key; the old one stays public.",
}
MAX_CHECKPOINT = 65_536

EXAMPLES = """\b
Examples:
  oshmark log verify                       the log of this instance
  oshmark log verify log.jsonl             an exported one; no instance is needed
  oshmark log verify https://library.example.org/log --against checkpoint.txt
  oshmark log export log.jsonl             for others to keep; personal parts stay here
"""


@click.group("log", epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Verify, sign, export and rebuild the log of all decisions."""


@command.command("verify", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("source", required=False, metavar="[FILE|URL]")
@click.option(
    "--against", type=click.Path(path_type=Path), help="A checkpoint from before, which it must have grown from."
)
@click.option(
    "--key", "keys", multiple=True, metavar="KEY", help="Trust this key only, and not those of the log itself."
)
def verify(source: str | None, against: Path | None, keys: tuple[str, ...]) -> None:
    """Verify a log: chain, tree and signature, and that it grew out of an older state.

    SOURCE is an exported file, `-` for standard input, or the address of a log; without one, the log of this instance.
    """
    if source is None:
        older = () if against is None else ("--against", str(against))
        run_on_instance("log", ("verify", *older, *(part for key in keys for part in ("--key", key))))
        return
    from oshmark.credential.notes import read_key

    trusted = [read_key(key) for key in keys]
    older_note = None if against is None else _read(against)
    if source.startswith(("https://", "http://")):
        _verify_remote(source, trusted, older_note)
    else:
        _verify_file(source, trusted, older_note)


def _verify_file(source: str, trusted: Sequence[PublicKey], older: bytes | None) -> None:
    from oshmark.credential.exported import verify_exported

    if source == "-":
        say(verify_exported(sys.stdin.buffer, trusted=trusted, older=older), trusted=bool(trusted))
        return
    try:
        with Path(source).open("rb") as file:
            verified = verify_exported(file, trusted=trusted, older=older)
    except OSError as error:
        click.echo(f"oshmark: {shown(Path(source))} cannot be read: {error.strerror}.", err=True)
        sys.exit(2)
    say(verified, trusted=bool(trusted))


def _verify_remote(source: str, trusted: Sequence[PublicKey], older: bytes | None) -> None:
    from oshmark.adapters.remote_log import verify_remote

    say(verify_remote(source, trusted=trusted, older=older), trusted=bool(trusted))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_CHECKPOINT + 1)
    except OSError as error:
        click.echo(f"oshmark: {shown(path)} cannot be read: {error.strerror}.", err=True)
        sys.exit(2)


def say(verified: Verified, *, trusted: bool) -> None:
    """What was shown, and what was not."""
    click.echo(f"{verified.origin}: {verified.size} events fit, up to root {verified.root.hex()}.")
    click.echo(f"Signed by {verified.key.text}.")
    if verified.withheld:
        click.echo(f"Of {verified.withheld} events not all is shown: their place is verified, and not their content.")
    if verified.personal:
        click.echo(f"{verified.personal} personal parts are what the log has committed to.")
    if verified.grew_from is not None:
        click.echo(f"It grew out of the older state of {verified.grew_from} events.")
    if not trusted:
        click.echo(
            "The key is the one that the log itself names. Compare it with what you know, or give --key.", err=True
        )


def _hand_on(verb: str, says: str) -> click.Command:
    @click.command(
        verb,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
        add_help_option=False,
        short_help=says,
    )
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def run(arguments: tuple[str, ...]) -> None:
        run_on_instance("log", (verb, *arguments))

    return run


for _verb, _says in INSTANCE_VERBS.items():
    command.add_command(_hand_on(_verb, _says))

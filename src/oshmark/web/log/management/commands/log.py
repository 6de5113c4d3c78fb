# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark log: verify, sign, export, import and rebuild the log of this instance."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oshmark.adapters import clock
from oshmark.credential.events import verify_chain
from oshmark.credential.exported import Line, Verifier, read_lines
from oshmark.credential.notes import read_key
from oshmark.errors import BrokenChainError, StateError
from oshmark.web import instance, known_faults, wiring
from oshmark.web.audit import checkpoints, exporting, personal, tree
from oshmark.web.audit.actions import read_log
from oshmark.web.log.rooms import rebuild_all, wrong_tables
from oshmark.web.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.core.management.base import CommandParser

    from oshmark.credential.exported import Verified

ACTOR = "command line"
MAX_CHECKPOINT = 65_536


class Command(Noun):
    """The noun `log`."""

    help = "Verify, sign, export and rebuild the log of all decisions."

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb each."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verify = _verb(verbs, "verify", "Verify the log of this instance: chain, tree, signature and personal parts.")
        verify.add_argument("--against", type=Path, metavar="FILE", help="a checkpoint from before")
        verify.add_argument("--key", action="append", default=[], metavar="KEY", help="trust this key only")
        export = _verb(verbs, "export", "Write the whole log as one file, with its checkpoint and its keys.")
        export.add_argument("file", nargs="?", type=Path, metavar="FILE", help="standard output, where it is not given")
        export.add_argument("--personal", action="store_true", help="with the personal parts: not for others")
        taking = _verb(verbs, "import", "Read an exported log into an instance that has none: all of it, or nothing.")
        taking.add_argument("file", type=Path, metavar="FILE")
        taking.add_argument("--key", action="append", default=[], metavar="KEY", help="trust this key only")
        anew = _verb(verbs, "rebuild", "Make the tree and the tables of every room anew from the log, all or nothing.")
        anew.add_argument("--check", action="store_true", help="change nothing; say what is wrong, and end with 1")
        _verb(verbs, "checkpoint", "Sign the state of the log as it is now, and write it to standard output.")
        erase = _verb(verbs, "erase", "Erase all that the log holds of a person; that it was done is recorded.")
        erase.add_argument("person", metavar="PERSON", help="the name by which the log knows the person")
        erase.add_argument("--reason", required=True, help="why; it is recorded and public")
        _verb(verbs, "rotate", "Begin a new key that signs the log; the old one stays public, with its dates.")

    def run(self, options: dict[str, Any]) -> int:
        """Do what the verb says."""
        instance.ensure_database()
        code: int = getattr(self, f"_{options['verb']}")(options)
        return code

    def _verify(self, options: dict[str, Any]) -> int:
        older = None if options["against"] is None else _read(options["against"])
        verifier = Verifier([read_key(key) for key in options["key"]], older)
        try:
            for line in _verifiable():
                verifier.take(line)
            self._say(verifier.end())
        except BrokenChainError:
            verify_chain(read_log())  # an event that does not fit says more than the tree, which is wrong because of it
            raise
        wrong = tree.wrong_tiles()
        for place in wrong:
            self.stderr.write(f"oshmark: The tree is wrong at {place}. Make it anew: oshmark log rebuild")
        return 1 if wrong else 0

    def _say(self, verified: Verified) -> None:
        self.stdout.write(f"{verified.origin}: {verified.size} events fit, up to root {verified.root.hex()}.")
        self.stdout.write(f"Signed by {verified.key.text}.")
        if verified.personal:
            self.stdout.write(f"{verified.personal} personal parts are what the log has committed to.")
        if verified.grew_from is not None:
            self.stdout.write(f"It grew out of the older state of {verified.grew_from} events.")

    def _export(self, options: dict[str, Any]) -> int:
        lines = exporting.export_log(with_personal=options["personal"], now=clock.now())
        if options["file"] is None:
            sys.stdout.buffer.writelines(lines)
        else:
            _write(options["file"], lines)
        return 0

    def _import(self, options: dict[str, Any]) -> int:
        trusted = [read_key(key) for key in options["key"]]
        with options["file"].open("rb") as file:
            verified = exporting.import_log(file, trusted=trusted, now=clock.now())
        self._say(verified)
        self.stdout.write("The log is here. Bring the payloads too, and make the tables: oshmark log rebuild")
        return 0

    def _rebuild(self, options: dict[str, Any]) -> int:
        if not options["check"]:
            for name, count in rebuild_all().items():
                self.stdout.write(f"{name}: made anew from {count} {'event' if count == 1 else 'events'}.")
            return 0
        wrong = wrong_tables()
        known_faults.note(wrong)
        for line in wrong:
            self.stdout.write(line)
        if not wrong:
            self.stdout.write("Every table is what the log says.")
        return 1 if wrong else 0

    def _checkpoint(self, options: dict[str, Any]) -> int:
        del options
        self.stdout.write(checkpoints.written(checkpoints.sign_checkpoint(now=clock.now())), ending="")
        return 0

    def _erase(self, options: dict[str, Any]) -> int:
        count = personal.erase(options["person"], reason=options["reason"], actor=ACTOR, now=clock.now())
        self.stdout.write(f"{count} personal {'part was' if count == 1 else 'parts were'} erased.")
        self.stdout.write("Backups are yours to look after.")
        return 0

    def _rotate(self, options: dict[str, Any]) -> int:
        del options
        made = wiring.log_keys().rotate(checkpoints.origin(), now=clock.now())
        self.stdout.write(f"The log is signed by {made.public.text} from now on. Tell those who watch it.")
        return 0


def _verifiable() -> Iterator[Line]:
    """The log of this instance as it would be exported, personal parts included."""
    return read_lines(exporting.export_log(with_personal=True, now=clock.now()))


def _write(path: Path, lines: Iterable[bytes]) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("wb") as file:
            file.writelines(lines)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_CHECKPOINT + 1)
    except OSError as exc:
        raise StateError(f"The older checkpoint cannot be read: {exc.strerror}.") from exc


def _verb(verbs: Any, name: str, says: str) -> CommandParser:
    parser: CommandParser = verbs.add_parser(name, description=says, help=says[0].lower() + says[1:].rstrip("."))
    return parser

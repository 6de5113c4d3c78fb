# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark label: print labels of releases, issue them from a file, record units, end them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from django.conf import settings

from oshmark.adapters import clock
from oshmark.adapters.labels import render
from oshmark.errors import RefusedError
from oshmark.label.address import label_address, read_serial
from oshmark.label.forms import FORMS, Format, Options, TextSize, check_choice, form_of
from oshmark.label.units import batch_of, run_of
from oshmark.label.words import LANGUAGES, words
from oshmark.web import instance, wiring
from oshmark.web.labels import issuing
from oshmark.web.labels.desk.declaring import issue_from_file
from oshmark.web.labels.models import Label
from oshmark.web.labels.queries import find_label, labels_of_release, open_label
from oshmark.web.library.archive_command import release_meant
from oshmark.web.noun import Noun

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from oshmark.label.content import Content
    from oshmark.web.labels.queries import OpenedLabel

EXAMPLES = """
Examples:
  oshmark label https://github.com/maker/printer --form full --out label.pdf
  oshmark label /m/github.com/maker/printer/-/v/1.3.0 --declare label.toml --producer k4h7m2n9pq --out label.svg
  oshmark label /m/github.com/maker/printer --form strip --lang de --serial A-0001 --out strip.png
  oshmark label list
  oshmark label units K7F49XHM --first A-0001 --count 50
  oshmark label end K7F49XHM --reason "the frame of this version breaks"

RELEASE alone is short for `oshmark label print RELEASE`.
"""
VERBS = ("print", "list", "show", "units", "end")
ACTOR = "command line"
STDOUT = "-"
ENDINGS = {one.value: one for one in Format}
NO_ACCOUNT = "An organisation and a person have their public id on their page under /account."


class Command(Noun):
    """The noun `label`."""

    help = "Print labels of releases, issue them from a file, record units and end them."
    examples = EXAMPLES

    def run_from_argv(self, argv: list[str]) -> None:
        """As ever, but what is no verb is the release whose label is to be printed."""
        if len(argv) > 2 and argv[2] not in (*VERBS, "-h", "--help"):  # noqa: PLR2004  after program and noun
            argv = [*argv[:2], "print", *argv[2:]]
        super().run_from_argv(argv)

    def add_arguments(self, parser: CommandParser) -> None:
        """One verb each."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        self._add_print(verbs)
        listed = _verb(verbs, "list", "Every label that was ever issued here.")
        listed.add_argument("release", metavar="RELEASE", nargs="?", help="only those of this release")
        listed.add_argument("--json", action="store_true", help="write one JSON object a line")
        _verb(verbs, "show", "The whole label as text.").add_argument("number", metavar="NUMBER")
        units = _verb(verbs, "units", "Record the units that a label is printed for.")
        units.add_argument("number", metavar="NUMBER")
        units.add_argument("--first", metavar="SERIAL", help="the first of serials that count up, such as A-0001")
        units.add_argument("--batch", metavar="CODE", help="one code that all of them bear")
        units.add_argument("--count", metavar="N", type=int, required=True, help="how many there are")
        ended = _verb(verbs, "end", "End a label: its page says so, with the reason.")
        ended.add_argument("number", metavar="NUMBER")
        ended.add_argument("--reason", required=True, help="why; it is recorded and public")

    def _add_print(self, verbs: Any) -> None:
        """The verb of the label as a file."""
        printed = _verb(verbs, "print", "Write the running label of a release as a file, or issue one first.")
        printed.add_argument("release", metavar="RELEASE")
        printed.add_argument("--form", default="full", help=f"one of {', '.join(FORMS)}; full where nothing is said")
        printed.add_argument(
            "--out", metavar="FILE", default=STDOUT, help="its ending says the format; - is standard output"
        )
        printed.add_argument("--format", choices=list(ENDINGS), help="the format, where the ending does not say it")
        printed.add_argument("--lang", default="en", help=f"one of {', '.join(LANGUAGES)}")
        printed.add_argument("--size", choices=[one.value for one in TextSize], default="normal", help="of the letters")
        printed.add_argument("--dpi", type=int, default=300, help="dots to the inch of a PNG")
        printed.add_argument("--serial", default="", help="for one unit, or for a batch")
        printed.add_argument("--number", default="", help="which label, where a release has several")
        printed.add_argument("--declare", metavar="FILE", type=Path, help="issue a label from this declaration in TOML")
        printed.add_argument("--producer", metavar="ID", default="", help="the public id for whom it is issued")

    def run(self, options: dict[str, Any]) -> int:
        """Do what the verb says."""
        instance.ensure_database()
        getattr(self, f"_{options['verb']}")(options)
        return 0

    def _print(self, options: dict[str, Any]) -> None:
        form, wanted = form_of(options["form"]), _format(options)
        said = Options(
            language=words(options["lang"]).language, text_size=TextSize(options["size"]), dpi=options["dpi"]
        )
        check_choice(form, wanted, said)  # before anything is issued that cannot be taken back
        serial = read_serial(options["serial"]) if options["serial"] else ""
        label = self._declared(options) if options["declare"] else _running(options)
        content = _content(label, serial)
        try:
            made = render(content, form, wanted, said, wiring.typesetter())
        finally:
            wiring.typesetter().close()
        if options["out"] == STDOUT:
            sys.stdout.buffer.write(made)
            return
        Path(options["out"]).write_bytes(made)
        self.stderr.write(f"{options['out']}: label {label.number}, {content.address}")

    def _declared(self, options: dict[str, Any]) -> Label:
        """Issue a label, and say what could be better."""
        if not options["producer"]:
            raise RefusedError(f"--declare needs --producer: for whom the label is issued. {NO_ACCOUNT}")
        release = release_meant(options["release"])
        raw = sys.stdin.buffer.read() if str(options["declare"]) == STDOUT else options["declare"].read_bytes()
        label, findings = issue_from_file(release, raw, options["producer"], actor=ACTOR, now=clock.now())
        for one in findings:
            self.stderr.write(f"{one.message} {one.fix}.")
        self.stderr.write(f"Label {label.number} is issued: {label_address(settings.BASE_URL, label.number)}")
        return label

    def _list(self, options: dict[str, Any]) -> None:
        rows = Label.objects.order_by("issued_at", "number")
        if options["release"]:
            rows = rows.filter(release=release_meant(options["release"]))
        for label in rows.iterator():
            if options["json"]:
                self.stdout.write(msgspec.json.encode(_row(label)).decode())
                continue
            status = "ended" if label.ended_at is not None else "self-declared"
            place = f"{label.municipality}, {label.country}"
            self.stdout.write(f"{label.number}  {status}  {label.release}  {label.producer}  {place}")

    def _show(self, options: dict[str, Any]) -> None:
        label = _named(options["number"])
        content = _content(label, "")
        self.stdout.write(
            render(content, FORMS["text"], Format.TEXT, Options(), wiring.typesetter()).decode(), ending=""
        )
        for row in label.runs.order_by("event"):
            run = row.run
            which = f"batch {run.prefix}" if run.is_batch else f"{run.serial(run.first)} to {run.serial(run.last)}"
            self.stdout.write(f"Units: {which}, {run.count}")
        if label.ended_at is not None:
            self.stdout.write(f"Ended on {label.ended_at.date()}: {label.ended_why}")

    def _units(self, options: dict[str, Any]) -> None:
        label = _named(options["number"])
        if bool(options["first"]) == bool(options["batch"]):
            raise RefusedError("Say either --first, for serials that count up, or --batch, for one code.")
        make, code = (run_of, options["first"]) if options["first"] else (batch_of, options["batch"])
        run = make(code, options["count"])
        issuing.issue_units(label, run, actor=ACTOR, now=clock.now())
        said = run.prefix if run.is_batch else f"{run.serial(run.first)} to {run.serial(run.last)}"
        self.stdout.write(f"Label {label.number}: {run.count} units, {said}.")

    def _end(self, options: dict[str, Any]) -> None:
        label = _named(options["number"])
        issuing.end(label, options["reason"], actor=ACTOR, now=clock.now())
        self.stdout.write(f"Label {label.number} has ended.")


def _format(options: dict[str, Any]) -> Format:
    """The format that is asked for, or that the ending of the file says."""
    if options["format"]:
        return ENDINGS[options["format"]]
    ending = Path(options["out"]).suffix.removeprefix(".").lower()
    if ending not in ENDINGS:
        able = ", ".join(ENDINGS)
        raise RefusedError(f"Say the format by the ending of --out, or with --format: one of {able}.")
    return ENDINGS[ending]


def _running(options: dict[str, Any]) -> Label:
    """The running label of a release; a `RefusedError` says what to do where there is none, or several."""
    release = release_meant(options["release"])
    running = [label for label in labels_of_release(release) if label.ended_at is None]
    if options["number"]:
        wanted = find_label(options["number"])
        running = [label for label in running if wanted is not None and label.number == wanted.number]
    if len(running) == 1:
        return running[0]
    if running:
        lines = "\n".join(f"  --number {one.number}  ({one.producer}, {one.municipality})" for one in running)
        raise RefusedError(f"{release} has several labels. Say which:\n{lines}")
    where = f"{settings.BASE_URL}/labels/new?release={release}"
    raise RefusedError(
        f"{release} has no such running label. Its producer makes one on {where}, "
        "or you do with --declare FILE.toml --producer ID."
    )


def _named(written: str) -> Label:
    label = find_label(written)
    if label is None:
        raise RefusedError(f"There is no label of the number “{written[:40]}”. `oshmark label list` shows all.")
    return label


def _content(label: Label, serial: str) -> Content:
    opened: OpenedLabel = open_label(label, wiring.payloads(), site=settings.BASE_URL, serial=serial)
    return opened.content


def _row(label: Label) -> dict[str, Any]:
    return {
        "number": label.number,
        "address": label_address(settings.BASE_URL, label.number),
        "release": label.release,
        "version": label.version,
        "producer": label.producer,
        "municipality": label.municipality,
        "country": label.country,
        "gtin": label.gtin,
        "issued_at": label.issued_at,
        "ended_at": label.ended_at,
        "ended_why": label.ended_why,
    }


def _verb(verbs: Any, name: str, says: str) -> CommandParser:
    parser: CommandParser = verbs.add_parser(name, description=says, help=says[0].lower() + says[1:].rstrip("."))
    return parser

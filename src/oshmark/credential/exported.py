# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A whole log in one file: JSON in lines. What it holds is verified here without a database, and without us.

The lines in their order: the head; the keys that sign; the events; personal parts, where they go along; the checkpoint.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.credential.checkpoints import read_checkpoint
from oshmark.credential.commitments import CommitmentError, check_commitment, commitments_in
from oshmark.credential.events import GENESIS, Event, check_event
from oshmark.credential.merkle import Frontier, ProofError, leaf_hash
from oshmark.credential.notes import NoteError, PublicKey, check_signed, read_key
from oshmark.errors import BrokenChainError, OshmarkError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from oshmark.credential.checkpoints import Checkpoint
    from oshmark.credential.notes import Note

FORMAT = 1
MAX_LINE = 16_000_000
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


class ExportError(OshmarkError):
    """A file is no exported log, or not a whole one."""


class DatedKey(msgspec.Struct, frozen=True):
    """A key in one line (see `notes.PublicKey.text`), and from when to when it has signed."""

    key: str
    since: datetime
    until: datetime | None = None


class Head(msgspec.Struct, frozen=True):
    """What the file is: its form, the name of the log, and how many events follow."""

    format: int
    origin: str
    size: int


class Personal(msgspec.Struct, frozen=True):
    """A personal part with all that shows that it belongs to the log; `salt` in hexadecimal digits."""

    commitment: str
    person: str
    purpose: str
    salt: str
    content: Any


class Shown(msgspec.Struct, frozen=True):
    """An event as everybody may see it. `withheld` names what of it is left out; then its hash cannot be worked out
    from the rest, and only its place in the log is verified."""

    number: int
    kind: str
    schema: int
    at: str
    actor: str
    subject: str | None
    data: dict[str, Any]
    before: str
    hash: str
    withheld: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line of the file: exactly one of these is given."""

    log: Head | None = None
    key: DatedKey | None = None
    event: Event | None = None
    shown: Shown | None = None
    personal: Personal | None = None
    checkpoint: str | None = None

    def written(self) -> bytes:
        """The line, with its end."""
        return msgspec.json.encode(self, order="sorted") + b"\n"


class Verified(msgspec.Struct, frozen=True):
    """What has been shown of a log: name, size, root, who has signed it, and how many personal parts go along."""

    origin: str
    size: int
    root: bytes
    key: PublicKey
    personal: int = 0
    withheld: int = 0
    """Events of which only the hash was shown."""
    grew_from: int | None = None
    """The size of the older state that it was held against."""


class Verifier:
    """Takes the lines of a file one by one, and says at its end what they show; events are not kept in memory.

    Without `trusted` keys the keys of the file itself are believed, which shows that nothing is damaged, and not who
    has written it. `older` is a checkpoint that was kept from before. Raises `BrokenChainError`, naming the first event
    that does not fit, `NoteError`, `ProofError` or `ExportError`.
    """

    def __init__(self, trusted: Sequence[PublicKey] = (), older: str | bytes | None = None) -> None:
        self._trusted = list(trusted)
        self._older: tuple[Note, Checkpoint] | None = None if older is None else read_checkpoint(older)
        self._frontier = Frontier()
        self._head: Head | None = None
        self._keys: list[PublicKey] = []
        self._before = GENESIS
        self._commitments: set[str] = set()
        self._personal = self._withheld = 0
        self._note: Note | None = None
        self._old_root = self._frontier.root() if self._older and not self._older[1].size else None

    def take(self, line: Line) -> None:
        """Look at the next line."""
        if (line.log is None) == (self._head is None) or self._note is not None:
            raise ExportError("The file is no exported log: its lines are not in their order.")
        if line.log is not None:
            self._take_head(line.log)
        elif line.key is not None:
            self._keys.append(read_key(line.key.key))
        elif line.event is not None:
            self._take_event(line.event)
        elif line.shown is not None:
            self._take_shown(line.shown)
        elif line.personal is not None:
            self._take_personal(line.personal)
        elif line.checkpoint is not None:
            self._note, _said = read_checkpoint(line.checkpoint)

    def _take_head(self, head: Head) -> None:
        if head.format != FORMAT:
            raise ExportError(f"The file is of form {head.format}; this version of oshmark reads form {FORMAT}.")
        self._head = head

    def _take_event(self, event: Event) -> None:
        check_event(event, self._frontier.size + 1, self._before)
        self._commitments.update(commitments_in(event.data))
        self._grow(event.hash)

    def _take_shown(self, shown: Shown) -> None:
        """An event of which something is withheld: its place is verified, and not its content."""
        if not shown.withheld:
            self._take_event(whole(shown))
            return
        fits = shown.number == self._frontier.size + 1 and shown.before == self._before
        if not fits or not _HASH.fullmatch(shown.hash):
            raise BrokenChainError(f"Event {self._frontier.size + 1} of the log does not fit the one before it.")
        self._withheld += 1
        self._grow(shown.hash)

    def _grow(self, event_hash: str) -> None:
        self._before = event_hash
        self._frontier.append(leaf_hash(bytes.fromhex(event_hash)))
        if self._older is not None and self._frontier.size == self._older[1].size:
            self._old_root = self._frontier.root()

    def _take_personal(self, part: Personal) -> None:
        if part.commitment not in self._commitments:
            raise BrokenChainError(f"No event of the log has committed to the personal part {part.commitment[:64]}.")
        try:
            check_commitment(part.commitment, part.purpose, part.content, bytes.fromhex(part.salt))
        except (CommitmentError, ValueError) as exc:
            message = f"The personal part {part.commitment} is not what the log has committed to."
            raise BrokenChainError(message) from exc
        self._personal += 1

    def end(self) -> Verified:
        """What the whole file has shown."""
        if self._head is None or self._note is None:
            raise ExportError("The file is no whole log: it has to begin with a head, and to end with a checkpoint.")
        _note, said = read_checkpoint(self._note.written())
        size, root = self._frontier.size, self._frontier.root()
        if (said.origin, said.size, said.root) != (self._head.origin, size, root) or self._head.size != size:
            message = (
                f"The checkpoint speaks of {said.size} events and another tree than the {size} events of the file."
            )
            raise BrokenChainError(f"{message} Some are missing, or were changed.")
        key = check_signed(self._note, *(self._trusted or self._keys))
        older = self._check_older(key)
        return Verified(said.origin, size, root, key, self._personal, self._withheld, older)

    def _check_older(self, key: PublicKey) -> int | None:
        if self._older is None:
            return None
        note, said = self._older
        check_signed(note, *(self._trusted or [*self._keys, key]))
        if said.origin != key.name:
            raise NoteError(f"The older checkpoint is of another log, {said.origin}.")
        if self._old_root is None:
            raise ProofError(f"The log has fewer events than the older checkpoint of {said.size}: it was cut off.")
        if self._old_root != said.root:
            raise ProofError(
                f"The first {said.size} events are not those of the older checkpoint: the log was changed."
            )
        return said.size


def verify_exported(
    lines: Iterable[bytes], *, trusted: Sequence[PublicKey] = (), older: str | bytes | None = None
) -> Verified:
    """What a file shows; see `Verifier`."""
    verifier = Verifier(trusted, older)
    for line in read_lines(lines):
        verifier.take(line)
    return verifier.end()


def read_lines(lines: Iterable[bytes]) -> Iterator[Line]:
    """The lines of a file; raises `ExportError` for one that is none."""
    for number, raw in enumerate(lines, start=1):
        try:
            line = _DECODER.decode(raw)
        except (msgspec.DecodeError, RecursionError) as exc:
            raise ExportError(f"Line {number} is no line of an exported log: {exc}.") from exc
        given = (line.log, line.key, line.event, line.shown, line.personal, line.checkpoint)
        if given.count(None) != len(given) - 1 or len(raw) > MAX_LINE:
            raise ExportError(f"Line {number} is no line of an exported log.")
        yield line


def whole(shown: Shown) -> Event:
    """The event of which nothing is withheld. Raises `ExportError` for what is no event."""
    facts = msgspec.structs.asdict(shown)
    del facts["withheld"]
    try:
        return msgspec.convert(facts, Event)
    except msgspec.ValidationError as exc:
        raise ExportError(f"Event {shown.number} is shown in a form that no event has: {exc}.") from exc


_DECODER = msgspec.json.Decoder(Line)

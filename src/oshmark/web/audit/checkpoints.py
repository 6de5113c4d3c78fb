# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed states of the log: made when there is something new, kept, cosigned by those who watch."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from oshmark.credential import checkpoints as pure
from oshmark.credential.notes import Note, PublicKey, read_key, read_note, signed
from oshmark.errors import BrokenChainError, RefusedError
from oshmark.web import wiring
from oshmark.web.audit import tree
from oshmark.web.audit.actions import position
from oshmark.web.audit.models import Checkpoint, Cosignature
from oshmark.web.audit.writing import writing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oshmark.adapters.keyfile import SigningKey

MAX_BYTES = 16_384
CLOCKS_DIFFER_S = 300
"""A cosignature may be this much ahead of our clock."""


def origin() -> str:
    """The name of the log: the address below which it is published, without the scheme."""
    return f"{urlsplit(settings.BASE_URL).netloc}/log"


def witnesses() -> list[PublicKey]:
    """Those whose cosignatures are taken, as the operator has listed them."""
    return [read_key(text) for text in settings.WITNESSES]


def sign_checkpoint(*, now: datetime) -> Checkpoint:
    """The checkpoint of the log as it is: the one that is there, or a new one. Nothing is signed that does not continue
    what was signed before: then `BrokenChainError`."""
    key = wiring.log_keys().present(origin(), now=now)
    with writing():
        size = position()
        if tree.tree_size() != size:
            raise BrokenChainError("The tree does not cover the log. Make it anew with `oshmark log rebuild`.")
        root = tree.root(size)
        check_continues()
        found = Checkpoint.objects.filter(origin=origin(), size=size).first()
        if found is not None:
            return _signed_by(found, key)
        text = pure.Checkpoint(origin(), size, root).text
        note = signed(text, key.public.name, key.private).written()
        return Checkpoint.objects.create(origin=origin(), size=size, root=root.hex(), note=note, made_at=now)


def check_continues() -> None:
    """Raise `BrokenChainError` unless the log continues every state that was signed: the largest one speaks for all."""
    size = tree.tree_size()
    last = Checkpoint.objects.order_by("-size").first()
    if last is None or (last.size <= size and tree.root(last.size).hex() == last.root):
        return
    message = f"The log does not continue the state of {last.size} events that was signed on {last.made_at:%Y-%m-%d}:"
    raise BrokenChainError(f"{message} something in it was changed or taken out. Restore the log from a backup.")


def _signed_by(found: Checkpoint, key: SigningKey) -> Checkpoint:
    """The same checkpoint, with a signature of the present key, which may be newer."""
    note = read_note(found.note)
    if key.public.key_id not in [one.key_id for one in note.signatures]:
        again = signed(note.text, key.public.name, key.private)
        found.note = Note(note.text, (*note.signatures, *again.signatures)).written()
        found.save(update_fields=["note"])
    return found


def newest_checkpoint() -> Checkpoint | None:
    """The largest state that is signed under the present name."""
    return Checkpoint.objects.filter(origin=origin()).order_by("-size").first()


def written(checkpoint: Checkpoint) -> str:
    """The note with the cosignatures below our signature."""
    return checkpoint.note + "".join(f"{line}\n" for line in checkpoint.cosignatures.values_list("line", flat=True))


def add_cosignatures(body: bytes, keys: Sequence[PublicKey], *, now: datetime) -> list[str]:
    """Keep the cosignatures of a checkpoint of ours, and give the names of the witnesses.

    Raises `NoteError` for what is no note or has a wrong signature, `RefusedError` for a checkpoint that is not ours,
    a time to come, or where no witness that is listed has signed.
    """
    note = read_note(body)
    said = pure.checkpoint_of(note)
    ours = Checkpoint.objects.filter(origin=said.origin, size=said.size).first()
    if ours is None or read_note(ours.note).text != note.text:
        raise RefusedError("This is no checkpoint that this log has signed. Fetch the newest one, and cosign that.")
    found = pure.witnessed(note, keys)
    if not found:
        raise RefusedError(
            "None of the witnesses that this log knows has cosigned. Its operator lists them by their keys."
        )
    if max(seconds for _signature, seconds in found.values()) > now.timestamp() + CLOCKS_DIFFER_S:
        raise RefusedError("The cosignature is of a time to come. Look at the clock of the witness.")
    for key, (signature, _seconds) in found.items():
        Cosignature.objects.update_or_create(
            checkpoint=ours, witness=key.text, defaults={"line": signature.line, "seen_at": now}
        )
    return [key.name for key in found]

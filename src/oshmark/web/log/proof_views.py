# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proofs from the log, and the way in for those who watch it."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from oshmark.adapters import clock
from oshmark.credential.merkle import ProofError
from oshmark.credential.notes import NoteError
from oshmark.errors import RefusedError
from oshmark.web.audit import checkpoints, tree
from oshmark.web.audit.models import Checkpoint, Event
from oshmark.web.linkeddata.answers import json_text
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import JSON, NEGOTIATED
from oshmark.web.log.tile_views import TEXT, published

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest

_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}", re.ASCII)
_MEDIA = frozenset(form.media for form in NEGOTIATED)


class _AskedError(Exception):
    """A question that has no answer; the text says what to ask instead."""


def _answer(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return make()
    except (_AskedError, ProofError) as error:
        form = None if request.headers.get("Accept") in _MEDIA else JSON
        return fault(request, 400, str(error), form)


@require_safe
def inclusion(request: HttpRequest) -> HttpResponse:
    """That event `number` is in the log of `size` events (where it is not given: that of the newest checkpoint)."""
    return _answer(request, lambda: _inclusion(request))


def _inclusion(request: HttpRequest) -> HttpResponse:
    number, size = _number(request, "number"), _size(request, "size")
    proof = tree.inclusion(number - 1, size)
    known = Checkpoint.objects.filter(origin=checkpoints.origin(), size=size).first()
    if request.GET.get("form") == "text":
        if known is None:
            raise _AskedError(_("No checkpoint of this size was signed. Leave out the size, or ask for JSON."))
        return published(_as_text(number - 1, proof, checkpoints.written(known)), TEXT)
    event_hash = Event.objects.values_list("hash", flat=True).get(number=number)
    leaf = tree.leaf_of(event_hash).hex()
    found = {"number": number, "leaf_index": number - 1, "size": size, "event_hash": event_hash, "leaf_hash": leaf}
    return _json(found | _proof(proof, size, known))


def _as_text(index: int, proof: Sequence[bytes], note: str) -> str:
    """The proof in the form of https://c2sp.org/tlog-proof, with the checkpoint that it leads to."""
    return "\n".join(["c2sp.org/tlog-proof@v1", f"index {index}", *map(_base64, proof), "", note])


@require_safe
def consistency(request: HttpRequest) -> HttpResponse:
    """That the log of `new` events (where it is not given: of the newest checkpoint) begins with that of `old`."""
    return _answer(request, lambda: _consistency(request))


def _consistency(request: HttpRequest) -> HttpResponse:
    old, new = _number(request, "old"), _size(request, "new")
    proof = tree.consistency(old, new)
    known = Checkpoint.objects.filter(origin=checkpoints.origin(), size=new).first()
    return _json({"old": old, "new": new, "old_root": _base64(tree.root(old))} | _proof(proof, new, known))


def _proof(proof: Sequence[bytes], size: int, known: Checkpoint | None) -> dict[str, Any]:
    note = None if known is None else checkpoints.written(known)
    return {"proof": [_base64(one) for one in proof], "root": _base64(tree.root(size)), "checkpoint": note}


def _json(found: dict[str, Any]) -> HttpResponse:
    return published(json_text(found), "application/json")


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    if not _NUMBER.fullmatch(text):
        raise _AskedError(_("Name a whole number: ?%(name)s=1") % {"name": name})
    return int(text)


def _size(request: HttpRequest, name: str) -> int:
    """The size of the tree that is asked for; the newest signed one where none is."""
    there = tree.tree_size()
    if name in request.GET:
        size = _number(request, name)
        if size > there:
            raise _AskedError(_("The log has %(there)s events, fewer than that.") % {"there": there})
        return size
    newest = checkpoints.newest_checkpoint()
    if newest is None:
        raise _AskedError(_("No state of this log has been signed yet. Name a size."))
    return min(newest.size, there)


@csrf_exempt  # the signature says who it is
def add_cosignature(request: HttpRequest) -> HttpResponse:
    """Take the cosignature of a witness that the operator has listed: a checkpoint of ours with its line below it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    body = _body(request)
    if body is None:
        return _refusal(413, _("The note is too long."))
    try:
        names = checkpoints.add_cosignatures(body, checkpoints.witnesses(), now=clock.now())
    except NoteError as error:
        return _refusal(400, str(error))
    except RefusedError as error:
        return _refusal(422, str(error))
    return published(_("Kept: %(names)s") % {"names": ", ".join(names)} + "\n", TEXT, caching="no-store")


def _body(request: HttpRequest) -> bytes | None:
    """The body; `None` where it is too long, or broke off."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length[:20]) > checkpoints.MAX_BYTES:
        return None
    try:
        return request.body
    except (RequestDataTooBig, UnreadablePostError):
        return None


def _refusal(status: int, says: str) -> HttpResponse:
    return published(f"{says}\n", TEXT, caching="no-store", status=status)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What somebody sends to be checked or written, read in bounds: what cannot be taken is refused in words."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from oshmark.errors import OshmarkError

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

MAX_BYTES = 700_000
"""Most bytes of a manifest: written as base64 in a field of a form it still is a request that Django takes
(`DATA_UPLOAD_MAX_MEMORY_SIZE`)."""
MAX_REQUEST_BYTES = 1_200_000
"""Most bytes of a request: a field of full size, and a draft beside it that is not too large by much."""
SYNTAXES = {"toml": "okh.toml", "yaml": "okh.yml", "json": "okh.json"}
"""A syntax that somebody names, as the file name that says so."""
MULTIPART = "multipart/form-data"
_NAME_LENGTH = 200


class NotTakenError(OshmarkError):
    """A request that is refused; `status` is that of HTTP."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Sent(NamedTuple):
    """A manifest as it was sent: the bytes, and the name of its file, empty where there was none."""

    raw: bytes
    name: str


def fields_of(request: HttpRequest) -> QueryDict:
    """The fields of a form; `NotTakenError` for what is too large or broken."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length[:20]) > MAX_REQUEST_BYTES:
        raise _too_large()
    try:
        return request.POST
    except RequestDataTooBig as exc:
        raise _too_large() from exc
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError, UnicodeError) as exc:
        message = _("What was sent is damaged, or has more fields than any of our forms. Please send it again.")
        raise NotTakenError(400, message) from exc


def sent_manifest(request: HttpRequest) -> Sent:
    """The manifest of a request: a file, a pasted text, one that travels back, or the body itself."""
    fields = fields_of(request)
    upload = request.FILES.get("file")
    if upload is not None and upload.size:
        sent = Sent(upload.read(), _plain_name(upload.name or ""))
    elif fields.get("raw"):
        sent = Sent(_decoded(fields.get("raw", "")), _plain_name(fields.get("name", "")))
    elif fields.get("text", "").strip():
        sent = Sent(_pasted(fields.get("text", "")), SYNTAXES.get(fields.get("syntax", ""), ""))
    else:
        sent = Sent(_body(request, fields), _plain_name(request.GET.get("name", "")))
    if len(sent.raw) > MAX_BYTES:
        raise _too_large()
    if not sent.raw.strip():
        raise NotTakenError(400, _("There is nothing to check yet. Paste a manifest, or choose a file."))
    return sent


def as_field(raw: bytes) -> str:
    """Bytes as they travel in a hidden field: browsers change the line ends of texts, but not this."""
    return base64.b64encode(raw).decode()


def _pasted(text: str) -> bytes:
    """A pasted text. A form sends every line end as that of Windows, which says nothing of the file."""
    return text.replace("\r\n", "\n").encode()


def _decoded(field: str) -> bytes:
    try:
        return base64.b64decode(field, validate=True)
    except (binascii.Error, ValueError) as exc:
        raise NotTakenError(400, _("What was sent is damaged. Paste the manifest once more.")) from exc


def _body(request: HttpRequest, fields: QueryDict) -> bytes:
    """The body itself, which `curl --data-binary` calls a form, too; a form of ours has at least an empty text."""
    if request.content_type == MULTIPART or "text" in fields:
        return b""
    try:
        return request.body
    except (RequestDataTooBig, UnreadablePostError) as exc:
        raise _too_large() from exc


def _plain_name(name: str) -> str:
    """The last step of a file name, without what nobody sees."""
    last = re.split(r"[\\/]", name)[-1]
    return "".join(letter for letter in last if letter.isprintable())[-_NAME_LENGTH:].strip()


def _too_large() -> NotTakenError:
    message = _("This is too large. A manifest that is checked here may have up to 700 kB; most have less than 20.")
    return NotTakenError(413, message)

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The addresses in the code: a label, one of its units, their data, and the archive with everything.

One spelling of each address has an answer, all others lead to it. Pages load nothing but pictures, and run nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import msgspec
from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.template.loader import get_template
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.errors import RefusedError, StateError
from oshmark.label.address import read_serial
from oshmark.label.label_rdf import label_data, label_graph
from oshmark.label.words import LANGUAGES, best_language, words
from oshmark.library.withdrawal import MODULES
from oshmark.values.iri import read_target
from oshmark.web import wiring
from oshmark.web.headers import with_style
from oshmark.web.labels.claiming import unit_of
from oshmark.web.labels.packaging import package_of
from oshmark.web.labels.page import course_of, frame, kept_files, label_context
from oshmark.web.labels.queries import find_gtin, find_label, open_label
from oshmark.web.library.package_views import no_archive, sent
from oshmark.web.library.presentation import decent
from oshmark.web.library.withdrawing import withdrawal_of
from oshmark.web.linkeddata.answers import data, etag_of, graph_text, json_text, with_forms
from oshmark.web.linkeddata.faults import fault, not_acceptable
from oshmark.web.linkeddata.negotiation import FORMS, HTML, JSON, JSONLD, NEGOTIATED, NTRIPLES, TURTLE, choose
from oshmark.web.warm import warm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.web.labels.models import Label
    from oshmark.web.labels.queries import OpenedLabel
    from oshmark.web.library.models import Withdrawal
    from oshmark.web.linkeddata.negotiation import Form

    View = Callable[..., HttpResponseBase]

OFFERED = (HTML, TURTLE, JSONLD, NTRIPLES, JSON)
MOST_LANGUAGES = 20
"""Languages of an `Accept-Language` header that are looked at."""
REASON_LENGTH = 2_000
_TAG = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?))?\s*")


def phone_language(request: HttpRequest) -> str:
    """The language that the reader chose on the page, or else the one that the phone asks for."""
    chosen = request.GET.get("lang", "")
    if chosen in LANGUAGES:
        return chosen
    wanted: list[tuple[float, str]] = []
    for piece in request.headers.get("Accept-Language", "").split(",")[:MOST_LANGUAGES]:
        match = _TAG.fullmatch(piece)
        if match and float(match[2] or 1) > 0:
            wanted.append((-float(match[2] or 1), match[1]))
    return best_language(tag for _quality, tag in sorted(wanted, key=lambda one: one[0]))


def in_phone_language(view: View) -> View:
    """Let a page be made, and kept, in the language of who asks."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        language = phone_language(request)
        with override(language):
            response = view(request, *args, **kwargs)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return answer


@lru_cache(maxsize=1)
def style() -> str:
    """The style of the pages behind the code, which stands in each of them."""
    text = (Path(__file__).parent / "templates/labels/page.css").read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()


def standalone(template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of its own: its style within it, and nothing that runs."""
    body = get_template(f"labels/{template}").render({**context, "style": style()})
    response = HttpResponse(body, status=status)
    response.headers["Content-Security-Policy"] = with_style(style())
    return response


def no_label(request: HttpRequest, written: str = "") -> HttpResponse:
    """404 with a word on what may be wrong, and a place to type the number again."""
    form = _asked(request)
    if form is not HTML:
        return fault(request, 404, words("en")("no_label"), form)
    says = words(phone_language(request))
    response = standalone("none.html", {**frame(says), "written": decent(written, 40)}, status=404)
    response.headers["Content-Language"] = says.language
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response


def _asked(request: HttpRequest) -> Form:
    """The form in which a client wants to be told that there is nothing."""
    _before, reserved, name = request.path.rpartition("/-/")
    named = FORMS.get(name) if reserved else None
    return named or choose(request.headers.get("Accept", ""), NEGOTIATED) or HTML


def withdrawn(label: Label) -> Withdrawal | None:
    """What holds for the release of a label, where it was left out of the library."""
    target = read_target(label.release.removeprefix(MODULES))
    return None if target is None else withdrawal_of(target.module)


def gone(request: HttpRequest, label: Label, withdrawal: Withdrawal, form: Form | None = None) -> HttpResponse:
    """410: that there was a label, since when it is withdrawn, and why; nothing of its content."""
    when = withdrawal.withdrawn_at.date().isoformat()
    says = words(phone_language(request))
    wanted = form or _asked(request)
    if wanted is not HTML:
        return fault(request, 410, words("en")("withdrawn", date=when), wanted)
    context = {
        **frame(says, label),
        "title": says("withdrawn", date=when),
        "reason": decent(withdrawal.reason, REASON_LENGTH),
    }
    response = standalone("gone.html", context, status=410)
    response.headers["Content-Language"] = says.language
    return response


def path_of(label: Label, serial: str = "") -> str:
    """The address of a label or of one of its units, in its one spelling."""
    return f"/C/{label.number}" + (f"/{serial}" if serial else "")


def leading(view: View) -> View:
    """Give a view the label and the serial that an address means, and lead other spellings to the one."""

    @wraps(view)
    def answer(request: HttpRequest, written: str, *, serial: str = "", tail: str = "") -> HttpResponseBase:
        label = find_label(written)
        form = FORMS.get(tail.removeprefix("/-/"))
        if label is None or (serial and _serial(serial) is None):
            says = words("en")
            if form is not None:
                return fault(request, 404, says("no_label"), form)
            return no_label(request, written if label is None else f"{written}/{serial}")
        known = _serial(serial) or ""
        meant = f"{path_of(label, known)}{tail}"
        if request.path != meant and request.method in ("GET", "HEAD"):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{meant}?{quote(query, safe='=&%+')}" if query else meant)
        withdrawal = withdrawn(label)
        if withdrawal is not None:
            return gone(request, label, withdrawal, form)
        return view(request, label, serial=known, tail=tail)

    return answer


def _serial(written: str) -> str | None:
    try:
        return read_serial(written) if written else ""
    except RefusedError:
        return None


@require_safe
@in_phone_language
@warm
@leading
def label_page(request: HttpRequest, label: Label, *, serial: str, tail: str) -> HttpResponseBase:
    """The page behind the code, or its data in one of the other forms."""
    address = f"{settings.BASE_URL}{path_of(label, serial)}"
    named = FORMS.get(tail.removeprefix("/-/")) if tail else None
    form = named or choose(request.headers.get("Accept", ""), OFFERED)
    if form is None:
        return not_acceptable(address, OFFERED)
    if form not in OFFERED:
        return fault(request, 404, _("A label has no such form."), form)
    try:
        opened = open_label(label, wiring.payloads(), site=settings.BASE_URL, serial=serial)
    except StateError:
        message = _("What this label says cannot be read from our store. It has to be restored from a backup.")
        return fault(request, 503, message, form)
    except RefusedError:  # a row that was changed past the log
        message = _("What is kept of this label does not hold together. It has to be made anew from the log.")
        return fault(request, 503, message, form)
    response = _page(opened, serial) if form is HTML else _data(opened, form)
    response.headers["ETag"] = etag_of("label", response.content)
    return with_forms(response, form, address, OFFERED)


def _page(opened: OpenedLabel, serial: str) -> HttpResponse:
    unit = unit_of(opened.label, serial) if serial else None
    return standalone("page.html", label_context(opened, unit, get_language() or "en"))


def _data(opened: OpenedLabel, form: Form) -> HttpResponse:
    label, files = opened.label, kept_files(opened.label)
    facts = {"site": settings.BASE_URL, "gtin": label.gtin}
    if form is JSON:
        plain = msgspec.to_builtins(label_data(opened.content, course_of(label), files, **facts), enc_hook=str)
        return data(json_text(plain), form)
    return data(graph_text(label_graph(opened.content, course_of(label), files, **facts), form), form)


@require_safe
@leading
def package(request: HttpRequest, label: Label, *, serial: str, tail: str) -> HttpResponseBase:
    """Everything that is needed to build it, in one archive."""
    del serial, tail
    try:
        opened = open_label(label, wiring.payloads(), site=settings.BASE_URL)
        made = package_of(opened, site=settings.BASE_URL)
    except StateError:
        return no_archive(request)
    return sent(request, made)


@require_safe
def find(request: HttpRequest) -> HttpResponseBase:
    """Lead to the label whose number somebody has typed; a place to type it for who has typed none."""
    written = request.GET.get("number", "").strip()
    number, _slash, serial = written.partition("/")
    label = find_label(number)
    if label is None:
        return no_label(request, written)
    known = _serial(serial)
    lang = request.GET.get("lang", "")
    query = f"?{urlencode({'lang': lang})}" if lang in LANGUAGES else ""
    return HttpResponseRedirect(f"{path_of(label, known or '')}{query}")


@require_safe
def digital_link(request: HttpRequest, gtin: str, serial: str = "") -> HttpResponseBase:
    """A GS1 Digital Link, where a producer owns the GTIN and a running label has it."""
    label = find_gtin(gtin)
    known = _serial(serial)
    if label is None or known is None:
        return no_label(request)
    return HttpResponseRedirect(path_of(label, known))

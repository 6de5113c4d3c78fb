# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of what modules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.errors import StateError
from oshmark.manifest.tsdc import read_tsdc
from oshmark.values.iri import encoded, read_shared, unstep
from oshmark.values.language import read_language
from oshmark.values.licence import current_id
from oshmark.web.library.models import AgentAlias
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import FORMS
from oshmark.web.subjects.agents import agent_subject
from oshmark.web.subjects.answer import not_available, subject_answer
from oshmark.web.subjects.languages import language_subject
from oshmark.web.subjects.licences import licence_subject
from oshmark.web.subjects.processes import process_subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    from oshmark.web.subjects.subject import Subject

    Find = Callable[[str], "Subject | None"]


@require_safe
def licence(request: HttpRequest, rest: str) -> HttpResponseBase:
    """A licence by its SPDX id."""
    missing = _("The library knows no such licence. It is named by its SPDX id, like /licence/CERN-OHL-S-2.0.")
    return _by_key(request, rest, current_id, licence_subject, missing)


@require_safe
def process(request: HttpRequest, rest: str) -> HttpResponseBase:
    """A process by its TsDC identifier."""
    missing = _("The library knows no such process. It is named by its TsDC identifier, like /process/3DP.")
    return _by_key(request, rest, lambda key: read_tsdc(key)[0], process_subject, missing)


@require_safe
def language(request: HttpRequest, rest: str) -> HttpResponseBase:
    """A language by its tag."""
    missing = _("No documentation in the library is in such a language. It is named by its tag, like /language/en.")
    return _by_key(request, rest, lambda key: read_language(key).tag, language_subject, missing)


@require_safe
def agent(request: HttpRequest, rest: str) -> HttpResponseBase:
    """A person or organisation; one that was found to be another leads there."""
    read = read_shared(rest)
    if read is None:
        return _no_address(request)
    address = f"/a/{encoded(read[0])}"
    alias = AgentAlias.objects.filter(address=address).first()
    if alias is not None:
        return _moved(alias.merged_into, read[1])
    missing = _("No release in the library names a person or an organisation with this address.")
    return _found(request, agent_subject, address, read[1], missing)


def _by_key(
    request: HttpRequest, rest: str, usual: Callable[[str], str | None], find: Find, missing: str
) -> HttpResponseBase:
    """What one key names. A key that is usually written in another way leads there, if there is something."""
    read = read_shared(rest)
    if read is None or "/" in read[0]:
        return _no_address(request)
    key, ending = unstep(read[0]), read[1]
    written = usual(key) or key
    if written != key:
        try:
            meant = find(written)
        except StateError:
            return not_available(request, None)
        if meant is not None:
            return _moved(meant.address, ending)
    return _found(request, find, key, ending, missing)


def _found(request: HttpRequest, find: Find, key: str, ending: str | None, missing: str) -> HttpResponseBase:
    form = None if ending is None else FORMS[ending]
    try:
        subject = find(key)
        return fault(request, 404, missing, form) if subject is None else subject_answer(request, subject, ending)
    except StateError:
        return not_available(request, form)


def _moved(address: str, ending: str | None) -> HttpResponsePermanentRedirect:
    return HttpResponsePermanentRedirect(address if ending is None else f"{address}/-/{ending}")


def _no_address(request: HttpRequest) -> HttpResponseBase:
    return fault(request, 404, _("This is not an address that the library could have given to something."))

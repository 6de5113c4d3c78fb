# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is let to which page of the desk. A draft is nobody's business but its producer's, so to others it is not there;
that a label exists is public, so to others its desk is closed."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.labels.desk.producers import acts_for
from oshmark.web.labels.models import Draft
from oshmark.web.labels.page_views import withdrawn
from oshmark.web.labels.queries import find_label
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.web.labels.models import Label

    View = Callable[..., HttpResponseBase]


def of_draft(view: View) -> View:
    """A page of a draft: the view gets it as its second argument, `draft`."""

    @signed_in
    @wraps(view)
    def answer(request: HttpRequest, pk: str, *args: object, **kwargs: object) -> HttpResponseBase:
        draft = Draft.objects.filter(pk=int(pk)).first()
        if draft is None or not acts_for(person_of(request), draft.producer):
            raise Http404
        return view(request, draft, *args, **kwargs)

    return answer


def of_label(view: View) -> View:
    """A page of a label's producer: the view gets the label as its second argument, `label`. Where its release was
    withdrawn, nothing is left of it that could be worked with."""

    @wraps(view)
    def running(request: HttpRequest, label: Label, *args: object, **kwargs: object) -> HttpResponseBase:
        if withdrawn(label) is not None:
            return fault(request, 410, _("The hardware was left out of the library, and with it what was declared."))
        return view(request, label, *args, **kwargs)

    return of_label_or_its_rest(running)


def of_label_or_its_rest(view: View) -> View:
    """As `of_label`, for what is left where its release was withdrawn: what people have written of their things."""

    @signed_in
    @wraps(view)
    def answer(request: HttpRequest, number: str, *args: object, **kwargs: object) -> HttpResponseBase:
        label = find_label(number)
        if label is None:
            raise Http404
        if not acts_for(person_of(request), label.producer):
            raise PermissionDenied
        return view(request, label, *args, **kwargs)

    return answer

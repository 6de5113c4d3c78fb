# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which form of a module, release or part is asked for, and the links between the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.web.linkeddata.answers import form_address
from oshmark.web.linkeddata.negotiation import FORMS, GRAPHS, HTML, JSON, RAW, TOML, Form, choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from oshmark.values.iri import Target

OF_MODULE = (HTML, *GRAPHS, JSON)
OF_RELEASE = (HTML, *GRAPHS, JSON, TOML)
OF_PART = (HTML, *GRAPHS, JSON)


def asked(request: HttpRequest, target: Target, offered: Sequence[Form]) -> Form | None:
    """The form that the address names, else the one that the client likes best; `None` if it accepts none."""
    if target.form is not None:
        return FORMS[target.form]
    return choose(request.headers.get("Accept", ""), offered)


def links(address: str, offered: Sequence[Form], *, raw: bool = False) -> list[dict[str, str]]:
    """The other forms, for a page: address, label and media type."""
    forms = [form for form in offered if form is not HTML] + ([RAW] if raw else [])
    return [{"href": form_address(address, form), "label": form.label, "media": form.media} for form in forms]

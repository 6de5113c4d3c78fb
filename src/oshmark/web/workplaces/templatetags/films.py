# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was noted on a film, beside the film."""

from __future__ import annotations

from django import forms, template

from oshmark.web.workplaces.tasks.film_notes import Noted, noted

register = template.Library()


@register.filter
def noted_in(form: object, name: str) -> list[Noted]:
    """The notes that a form has on a film, by the name of the field; none where there is no form."""
    if not isinstance(form, forms.Form) or name not in form.fields:
        return []
    return noted(str(form[name].value() or ""))

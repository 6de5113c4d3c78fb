# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the script of passkeys reads from a page."""

from __future__ import annotations

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: object) -> str:
    """A value as JSON, for an attribute of an element; the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)

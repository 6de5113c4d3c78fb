# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Handing a command on to the site, which knows the instance; Django is imported only then."""

from __future__ import annotations

import os
from importlib import import_module

SETTINGS = "oshmark.web.settings"


def run_on_instance(noun: str, arguments: tuple[str, ...]) -> None:
    """Run the management command of a noun; it ends the process where it fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    management = import_module("django.core.management")
    management.execute_from_command_line(["oshmark", noun, *arguments])

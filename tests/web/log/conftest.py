# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same log for the pages as for the tables."""

from tests.web.audit.conftest import log_of_a_site

__all__ = ["log_of_a_site"]

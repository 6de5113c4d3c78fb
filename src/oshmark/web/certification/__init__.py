# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Certification on the site: acts become events of the log, and pages show what the log says."""

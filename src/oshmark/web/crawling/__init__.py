# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Crawling: what is to be asked, what was asked when, and how what is found gets into the library."""

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The library of an instance: modules, releases, what waits, and the pages that show them."""

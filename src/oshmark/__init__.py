# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The library, the certification body and the product label of open source hardware."""

__version__ = "0.1.0"

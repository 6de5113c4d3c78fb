# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking other hosts: every address is checked before it is connected to, and every answer is bounded."""

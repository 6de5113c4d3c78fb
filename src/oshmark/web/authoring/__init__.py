# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checking a manifest, and writing one, in the browser. Nothing that comes in is kept."""

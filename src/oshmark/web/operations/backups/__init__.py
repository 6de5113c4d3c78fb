# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Backups of an instance, restoring them, and upgrades that can be taken back."""

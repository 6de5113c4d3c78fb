# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manifests of open hardware: one model for every dialect of Open Know-How, and what is wrong with each file."""

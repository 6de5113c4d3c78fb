# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws the CAD exports, drawings and pictures of the sample repositories, with the standard library alone."""

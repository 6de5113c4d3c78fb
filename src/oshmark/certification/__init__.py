# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Certification: bodies and schemes as data, who may do what, and the way from an application to a certificate."""

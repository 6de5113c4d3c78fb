# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The way of an applicant: what to apply for, what is written, what is still lacking."""

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The producer's desk: declaring, issuing, printing and looking after the labels of one's products."""

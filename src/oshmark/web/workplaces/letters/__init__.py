# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letters to those who have a part: what waits, what is due, what has happened; and how to have no more of them."""

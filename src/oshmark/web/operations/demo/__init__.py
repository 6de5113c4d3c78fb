# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two bodies with their casts and a history, for the demonstration. Everybody and everything in it is made up."""

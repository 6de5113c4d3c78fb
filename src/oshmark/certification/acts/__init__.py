# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that somebody can do, one function an act.

Each takes the `Moment` (who, when, about what) and what is asked for, and gives what happened, to be appended to the
log in one transaction with whatever is kept beside it. `NotAllowedError` and `NotPossibleError` say why not.
"""

# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where people work on certification: applying, registering, evaluating, deciding; what waits for whom, how long."""

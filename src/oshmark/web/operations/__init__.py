# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking after an instance: the server, workers, doctor, backups, upgrades, exports, and the demonstration."""

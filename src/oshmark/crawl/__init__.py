# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding manifests on the platforms where hardware is published: what to ask, how politely, and what the answers say.

Nothing in here opens a connection. Connectors say what to ask (`requests.py`) and read the answers (`parse.py`); an
adapter fetches, and the web part keeps what is still to be done.
"""

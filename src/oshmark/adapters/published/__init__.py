# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Published generations: immutable folders of search index, RDF store and dumps, and their readers."""

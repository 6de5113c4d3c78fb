// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: AGPL-3.0-or-later
// The page on which a manifest is checked.

import { focusResult, showHelp, takeDrops } from "./drop.js";

showHelp();
focusResult();
for (const form of document.querySelectorAll("[data-drop]")) takeDrops(form);

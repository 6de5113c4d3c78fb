// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: AGPL-3.0-or-later
// The draft of a manifest, kept in this browser and nowhere else.

const PLACE = "oshmark.draft";

/** What was kept, as {when, name, entries}; null when there is nothing, or the browser keeps nothing. */
export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(PLACE));
    return Array.isArray(found?.entries) ? found : null;
  } catch {
    return null;
  }
}

/** Keep the fields of a form; says whether the browser did. */
export function keep(form, name) {
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  try {
    localStorage.setItem(PLACE, JSON.stringify({ when: new Date().toISOString(), name, entries }));
    return true;
  } catch {
    return false;
  }
}

/** Forget the draft. */
export function forget() {
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: AGPL-3.0-or-later

// Saves what is typed, a moment after the last key. Without it there is a button that does the same.

const PAUSE_MS = 1500;

for (const form of document.querySelectorAll("form[data-save]")) {
  const says = form.querySelector("[data-saved]");
  let timer = 0;
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(() => save(form, says), PAUSE_MS);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

async function save(form, says) {
  const fields = new FormData(form);
  for (const box of form.querySelectorAll("input[type=file]")) fields.delete(box.name);
  fields.set("do", "save");
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: fields, headers: { Accept: "text/plain" } });
    if (says) says.textContent = answer.ok ? await answer.text() : "";
  } catch {
    if (says) says.textContent = "";
  }
}

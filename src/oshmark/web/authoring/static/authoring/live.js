// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: AGPL-3.0-or-later
// Findings while somebody types: the server says what it would say, and only what has changed is replaced.

const WAIT_MS = 500;

/** Ask for the findings of a form after each pause in typing; `named` is told the name of the draft. */
export function followTyping(form, named) {
  let timer = 0;
  let asking = null;
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(form.dataset.findings, {
        method: "POST",
        body: new FormData(form),
        signal: asking.signal,
      });
      if (answer.ok) show(await answer.text());
    } catch {
      // Without a connection the form goes on as it would without a script; the next pause tries again.
    }
  };
  const show = (text) => {
    const said = new DOMParser().parseFromString(text, "text/html");
    for (const fresh of said.querySelectorAll("[data-live]")) replace(fresh);
    named(said.getElementById("draft-name")?.textContent ?? "");
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
}

/** Put a fresh piece of the page in the place of the old one, but never under somebody's fingers. */
function replace(fresh) {
  const old = document.getElementById(fresh.id);
  if (!old || old.contains(document.activeElement)) return;
  if (old.innerHTML.trim() !== fresh.innerHTML.trim()) old.replaceChildren(...fresh.childNodes);
  const box = document.getElementById(fresh.id.replace(/-said$/, ""));
  if (!box || !("value" in box)) return;
  if ("invalid" in fresh.dataset) box.setAttribute("aria-invalid", "true");
  else box.removeAttribute("aria-invalid");
}

// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: AGPL-3.0-or-later
// The pages on which a manifest is written: the draft is kept, and findings follow the typing.

import { forget, keep, kept } from "./draft.js";
import { focusResult, showHelp, takeDrops } from "./drop.js";
import { followTyping } from "./live.js";

showHelp();
for (const form of document.querySelectorAll("[data-drop]")) takeDrops(form);
const written = document.querySelector("[data-write]");
if (written) onStep(written);
else offerDraft(document.querySelector("[data-resume]"));

function onStep(form) {
  let name = form.querySelector('[name="f.name"]')?.value ?? kept()?.name ?? "";
  const save = () => keep(form, form.querySelector('[name="f.name"]')?.value || name);
  if (isReload()) restore(form);
  else if (form.elements.visited.value) save();
  form.addEventListener("input", (event) => {
    if ("choosesOther" in event.target.dataset && event.target.value) {
      form.querySelector('input[type="radio"][value="other"]').checked = true;
    }
    save();
  });
  followTyping(form, (said) => {
    name = said;
    save();
  });
  focusResult();
}

function isReload() {
  return performance.getEntriesByType("navigation")[0]?.type === "reload";
}

/** After a reload, what was typed on this page since it came. */
function restore(form) {
  const draft = new Map();
  for (const [key, value] of kept()?.entries ?? []) draft.set(key, [...(draft.get(key) ?? []), value]);
  const here = (key) => form.elements[key].value;
  const same = ["draft", "step", "part"].every((key) => normal(draft.get(key)?.[0] ?? "") === normal(here(key)));
  if (!same) return;
  for (const box of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    const values = draft.get(box.name) ?? [];
    if (box.type === "checkbox" || box.type === "radio") box.checked = values.includes(box.value);
    else box.value = values[0] ?? "";
  }
}

/** Browsers do not agree on the line ends of a field. */
function normal(text) {
  return text.replace(/\r\n/g, "\n");
}

function offerDraft(place) {
  const draft = kept();
  if (!place || !draft) return;
  const named = place.querySelector("[data-draft-name]");
  named.textContent = draft.name || named.dataset.unnamed;
  const when = place.querySelector("[data-draft-when]");
  when.dateTime = draft.when;
  when.textContent = new Date(draft.when).toLocaleString(document.documentElement.lang, {
    dateStyle: "long",
    timeStyle: "short",
  });
  const form = place.querySelector("[data-resume-form]");
  form.addEventListener("submit", () => {
    for (const old of form.querySelectorAll("[type=hidden]")) old.remove();
    for (const [key, value] of draft.entries) {
      const box = document.createElement("input");
      Object.assign(box, { type: "hidden", name: key, value });
      form.append(box);
    }
  });
  place.querySelector("[data-forget]").addEventListener("click", () => {
    forget();
    place.hidden = true;
    const said = document.querySelector("[data-forgotten]");
    said.textContent = said.dataset.says;
    document.querySelector("#main").focus();
  });
  place.hidden = false;
}

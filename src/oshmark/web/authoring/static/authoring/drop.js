// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: AGPL-3.0-or-later
// A file that is dropped anywhere on the page lands in the form that waits for one.

/** Let a form take files that are dropped on the page. */
export function takeDrops(form) {
  const input = form.querySelector('input[type="file"]');
  const status = form.querySelector("[data-status]");
  const say = () => {
    const [file] = input.files;
    status.textContent = file ? `${status.dataset.taken} ${file.name}` : "";
  };
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (!carriesFiles(event) || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    input.files = one.files;
    say();
    form.querySelector('button[type="submit"]').focus();
  });
  input.addEventListener("change", say);
}

/** Show what only works with a script, and hide what is said to those who have none. */
export function showHelp() {
  for (const one of document.querySelectorAll("[data-with-script]")) one.hidden = false;
  for (const one of document.querySelectorAll("[data-without-script]")) one.hidden = true;
}

/** Bring the reader to what the page was asked for. */
export function focusResult() {
  if (!location.hash) document.querySelector("[data-focus]")?.focus();
}

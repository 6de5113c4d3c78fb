// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: AGPL-3.0-or-later

// Notes on a film: a button writes the time, and a time leads to its place. Without it one types the time oneself, and a
// time opens the film there.

const LINE = /^\s*(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)\b[\s,:–-]*(.*)$/;

for (const film of document.querySelectorAll("[data-notes]")) {
  const box = document.querySelector(`textarea[name="${film.dataset.notes}"]`);
  const list = document.querySelector(`[data-noted="${film.dataset.notes}"]`);
  if (!list) continue;
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-second]");
    if (!link) return;
    event.preventDefault();
    film.currentTime = Number(link.dataset.second);
    film.play().catch(() => {});
  });
  if (!box) continue;
  box.addEventListener("input", () => show(box, list, film));
  list.before(button(box, film));
}

function button(box, film) {
  const made = document.createElement("button");
  const say = document.querySelector("[data-film-words]");
  made.type = "button";
  made.className = "second";
  made.textContent = say ? say.dataset.filmWords : "+";
  made.addEventListener("click", () => {
    const before = box.value.trimEnd();
    box.value = `${before}${before ? "\n" : ""}${clock(Math.floor(film.currentTime))} `;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return made;
}

function show(box, list, film) {
  const found = box.value.split("\n").map((line) => LINE.exec(line)).filter(Boolean);
  const notes = found.map((one) => [Number(one[1] || 0) * 3600 + Number(one[2]) * 60 + Number(one[3]), one[4]]);
  notes.sort((one, other) => one[0] - other[0]);
  list.replaceChildren(...notes.map(([second, text]) => row(second, text, film)));
}

function row(second, text, film) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `${film.src}#t=${second}`;
  link.dataset.second = second;
  link.textContent = clock(second);
  item.append(link, ` ${text}`);
  return item;
}

function clock(second) {
  const hours = Math.floor(second / 3600);
  const minutes = Math.floor((second % 3600) / 60);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(second % 60)}` : `${minutes}:${two(second % 60)}`;
}

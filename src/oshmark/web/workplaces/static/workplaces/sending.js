// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: AGPL-3.0-or-later

// Sends a file in pieces (tus 1.0.0), so that a line that breaks costs a piece and not the file. Without it the form sends
// the file as a whole.

const PIECE = 2 * 1024 * 1024;
const WAITS_MS = [0, 1000, 3000, 5000, 10000, 20000, 30000];
const SPEAKS = { "Tus-Resumable": "1.0.0" };

for (const box of document.querySelectorAll("[data-transfers]")) {
  const form = box.closest("form");
  for (const button of form.querySelectorAll("button[data-sends]")) {
    button.addEventListener("click", (event) => {
      const input = form.querySelector(`input[name="${button.dataset.sends}"]`);
      if (!input.files.length) return;
      event.preventDefault();
      send(box, form, button, input.files[0]);
    });
  }
}

async function send(box, form, button, file) {
  const bar = box.querySelector("progress");
  const says = box.querySelector("[data-says]");
  const stop = box.querySelector("[data-stop]");
  const words = box.dataset;
  const state = { stopped: false, piece: null };
  if (file.size > Number(words.most)) {
    says.textContent = words.tooLarge;
    box.hidden = false;
    return;
  }
  box.hidden = false;
  stop.hidden = false;
  bar.hidden = false;
  bar.max = file.size || 1;
  button.disabled = true;
  stop.onclick = () => {
    state.stopped = true;
    if (state.piece) state.piece.abort();
  };
  const token = form.querySelector("input[name=csrfmiddlewaretoken]").value;
  const tell = (at) => {
    bar.value = at;
    says.textContent = words.says.replace("{share}", Math.floor((at * 100) / (file.size || 1))).replace("{name}", file.name);
  };
  try {
    const address = begun(box, file, button.dataset.sends) || (await begin(box, form, file, button.dataset.sends, token));
    await whole(address, file, token, tell, says, words, state);
    await keep(form);
    location.reload();
  } catch (problem) {
    says.textContent = state.stopped ? words.stopped : problem.message;
    button.disabled = false;
    stop.hidden = true;
  }
}

// What was typed meanwhile is not lost when the page comes anew.
async function keep(form) {
  const fields = new FormData(form);
  for (const box of form.querySelectorAll("input[type=file]")) fields.delete(box.name);
  fields.set("do", "save");
  await fetch(location.pathname, { method: "POST", body: fields, headers: { Accept: "text/plain" } }).catch(() => {});
}

function mark(file) {
  return `${file.size}-${file.lastModified}`;
}

function begun(box, file, kind) {
  for (const one of document.querySelectorAll("[data-unfinished]")) {
    if (one.dataset.name === file.name && one.dataset.mark === mark(file) && one.dataset.kind === kind) {
      return `${box.dataset.transfers}/${one.dataset.unfinished}`;
    }
  }
  return "";
}

async function begin(box, form, file, kind, token) {
  const said = { filename: file.name, place: box.dataset.place, kind, mark: mark(file) };
  const secret = form.querySelector("input[name=private]");
  if (secret && secret.checked) said.private = "on";
  const headers = { ...SPEAKS, "X-CSRFToken": token, "Upload-Length": file.size, "Upload-Metadata": packed(said) };
  const answer = await fetch(box.dataset.transfers, { method: "POST", headers });
  if (answer.status !== 201) throw await fault(answer, box.dataset.away);
  return answer.headers.get("Location");
}

function packed(said) {
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  return Object.entries(said).map(([name, text]) => `${name} ${base64(text)}`).join(",");
}

// Piece after piece; after a fault of the line it asks how far the file has come, and goes on there.
async function whole(address, file, token, tell, says, words, state) {
  let at = null;
  let tries = 0;
  while (at === null || at < file.size) {
    if (state.stopped) throw new Error(words.stopped);
    try {
      const before = at;
      at = at === null ? await reached(address, words) : await piece(address, file, at, token, state);
      tell(at);
      if (before !== null) tries = 0;
      if (at === file.size && before === null) await piece(address, file, at, token, state);
    } catch (problem) {
      if (problem.isFinal || state.stopped || tries >= WAITS_MS.length * 20) throw problem;
      says.textContent = words.waits;
      await pause(WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]);
      tries += 1;
      at = null;
    }
  }
}

async function reached(address, words) {
  const answer = await fetch(address, { method: "HEAD", headers: SPEAKS });
  const at = answer.headers.get("Upload-Offset");
  if (answer.ok && at !== null) return Number(at);
  throw await fault(answer, words.away);
}

async function piece(address, file, at, token, state) {
  const headers = { ...SPEAKS, "X-CSRFToken": token, "Upload-Offset": at, "Content-Type": "application/offset+octet-stream" };
  state.piece = new AbortController();
  const body = file.slice(at, at + PIECE);
  const answer = await fetch(address, { method: "PATCH", headers, body, signal: state.piece.signal });
  if (answer.status === 204) return Number(answer.headers.get("Upload-Offset"));
  throw await fault(answer, "");
}

// What the server says is final, unless it may be otherwise in a moment, or it only says where to go on.
async function fault(answer, away) {
  const text = answer.redirected ? away : (answer.headers.get("Content-Type") || "").startsWith("text/plain") ? await answer.text() : "";
  const problem = new Error(text || `${answer.status}`);
  problem.isFinal = answer.redirected || (answer.status >= 400 && answer.status < 500 && !answer.headers.has("Upload-Offset") && answer.status !== 400);
  return problem;
}

function pause(ms) {
  return new Promise((go) => {
    const timer = setTimeout(go, ms);
    addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
  });
}

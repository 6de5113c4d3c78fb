// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: AGPL-3.0-or-later

// Passkeys: asks the browser for one, and sends what it says with the form. Each form with `data-passkey` states what is
// wanted ("create" or "get") and the options of the server, or the address that has them.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const credentials = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

function wanted(options) {
  const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
  if (key.excludeCredentials) key.excludeCredentials = credentials(key.excludeCredentials);
  if (key.allowCredentials) key.allowCredentials = credentials(key.allowCredentials);
  return key;
}

function answer(found) {
  const said = { clientDataJSON: text(found.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (found.response[name]) said[name] = text(found.response[name]);
  }
  if (found.response.getTransports) said.transports = found.response.getTransports();
  return {
    type: found.type,
    id: found.id,
    rawId: text(found.rawId),
    authenticatorAttachment: found.authenticatorAttachment,
    response: said,
    clientExtensionResults: found.getClientExtensionResults(),
  };
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const response = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()).request_options;
}

async function ask(form) {
  const key = wanted(await options(form));
  if (form.dataset.passkey !== "create") return navigator.credentials.get({ publicKey: key });
  const alone = form.elements.passwordless && form.elements.passwordless.checked;
  key.authenticatorSelection = {
    ...key.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: Boolean(alone),
    userVerification: alone ? "required" : key.authenticatorSelection.userVerification,
  };
  return navigator.credentials.create({ publicKey: key });
}

function prepare(form) {
  const problem = form.querySelector("[data-problem]");
  const say = (sentence) => {
    problem.textContent = sentence;
    problem.hidden = false;
  };
  form.querySelector("[data-without]").hidden = true;
  const isNumber = /^[0-9.]+$|^\[/.test(location.hostname);
  if (!window.PublicKeyCredential || !navigator.credentials || isNumber) {
    problem.className = "quiet";
    problem.removeAttribute("role");
    say(form.dataset.notHere);
    return;
  }
  form.querySelector("button").disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(answer(await ask(form)));
      form.submit();
    } catch (error) {
      say(form.dataset.failed);
    }
  });
}

document.querySelectorAll("form[data-passkey]").forEach(prepare);

// Requests a passkey: on a click and, if configured, when the page opens.
import { credentials, decode, specified, writeAssertion } from "../gatehouse/gatehouse-key.js";

const DISMISSED = "kc_passkey_modal_dismissed";
const form = document.getElementById("webauth");
const button = document.getElementById("authenticateWebAuthnButton");
const { challenge, userVerification, rpId, timeout, identified, mediation, attachment, credentials: allowedIds, unsupported } = form.dataset;
const isIdentified = identified === "true";
let pending;

function ask(options, allowed) {
  pending?.abort();
  pending = new AbortController();
  return navigator.credentials.get({
    ...options,
    signal: pending.signal,
    publicKey: {
      rpId,
      challenge: decode(challenge),
      timeout: Number(timeout) ? Number(timeout) * 1000 : undefined,
      allowCredentials: allowed,
      userVerification: specified(userVerification),
    },
  });
}

function send(credential) {
  writeAssertion(credential, form.elements);
  const rememberMe = document.getElementById("rememberMe");
  if (rememberMe) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "rememberMe", value: rememberMe.checked ? "on" : "off" });
    form.append(field);
  }
  form.requestSubmit();
}

function fail(error) {
  form.elements.error.value = error;
  form.requestSubmit();
}

async function pressed() {
  if (!window.PublicKeyCredential) {
    fail(unsupported);
    return;
  }
  const allowed = isIdentified ? credentials(allowedIds.trim().split(/\s+/)) : [];
  try {
    send(await ask({}, allowed));
  } catch (error) {
    fail(error);
  }
}

/** Whether the browser can offer passkeys without a click. */
async function canOffer() {
  if (isIdentified || mediation === "none" || (attachment === "platform" && !(await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()))) {
    return false;
  }
  return mediation !== "conditional" || ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);
}

async function offer() {
  if (!window.PublicKeyCredential || !(await canOffer())) {
    return;
  }
  const interrupts = mediation === "optional" || mediation === "required";
  const login = document.cookie.match(/(?:^|;\s*)KC_AUTH_SESSION_HASH=([^;]+)/)?.[1];
  if (interrupts && (!login || sessionStorage.getItem(DISMISSED) === login)) {
    return;
  }
  try {
    send(await ask({ mediation }, []));
  } catch (refused) {
    // Only once per login.
    if (interrupts && ["NotAllowedError", "AbortError"].includes(refused?.name)) {
      sessionStorage.setItem(DISMISSED, login);
    }
  }
}

const autofill = document.querySelector("[data-shown-with-autofill]");
button.hidden = false;
button.addEventListener("click", pressed);
if (autofill && window.PublicKeyCredential && mediation === "conditional" && (await canOffer())) {
  autofill.hidden = false;
}
offer();

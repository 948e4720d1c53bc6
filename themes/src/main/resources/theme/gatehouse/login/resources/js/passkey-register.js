// Registers a passkey or a security key.
import { credentials, decode, encode, specified } from "../gatehouse/gatehouse-key.js";

const form = document.getElementById("register");
const button = document.getElementById("registerWebAuthn");
const settings = form.dataset;

function selection() {
  const required = specified(settings.requireResidentKey);
  const residentKey = specified(settings.residentKey) ?? (required && (required === "Yes" ? "required" : "discouraged"));
  const chosen = {
    authenticatorAttachment: specified(settings.attachment),
    residentKey,
    requireResidentKey: residentKey && residentKey === "required",
    userVerification: specified(settings.userVerification),
  };
  return Object.values(chosen).some((value) => value !== undefined) ? chosen : undefined;
}

function request() {
  const algorithms = settings.algorithms.trim().split(/\s+/).filter(Boolean).map(Number);
  return {
    challenge: decode(settings.challenge),
    rp: { id: settings.rpId, name: settings.rpName },
    user: { id: decode(settings.userId), name: settings.username, displayName: settings.username },
    pubKeyCredParams: (algorithms.length ? algorithms : [-7]).map((alg) => ({ type: "public-key", alg })),
    attestation: specified(settings.attestation),
    authenticatorSelection: selection(),
    timeout: Number(settings.timeout) ? Number(settings.timeout) * 1000 : undefined,
    excludeCredentials: credentials(settings.exclude.split(",")),
  };
}

async function register() {
  const fields = form.elements;
  try {
    if (!window.PublicKeyCredential) {
      throw settings.unsupported;
    }
    const { rawId, response, authenticatorAttachment } = await navigator.credentials.create({ publicKey: request() });
    fields.clientDataJSON.value = encode(response.clientDataJSON);
    fields.attestationObject.value = encode(response.attestationObject);
    fields.publicKeyCredentialId.value = encode(rawId);
    fields.transports.value = response.getTransports?.().join() ?? "";
    fields.authenticatorAttachment.value = authenticatorAttachment ?? "";
  } catch (refused) {
    fields.error.value = refused;
  }
  form.submit();
}

button.hidden = false;
button.addEventListener("click", register, { once: true });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  button.click();
});

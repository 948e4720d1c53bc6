// Has a passkey or security key sign (WebAuthn Level 2) when the form is submitted, and posts the result.
import { credentials, decode, writeAssertion } from "./webauthn.js";

const form = document.getElementById("gatehouse-key-form");
const problem = document.getElementById("gatehouse-problems");
const button = document.getElementById("gatehouse-use-key");

function tell(message) {
  problem.querySelector("p").textContent = message;
  problem.hidden = false;
  button.disabled = false;
  problem.focus();
}

async function sign() {
  const { challenge, relyingPartyId, userVerification, timeoutSeconds, credentialIds } = form.dataset;
  const publicKey = {
    challenge: decode(challenge),
    rpId: relyingPartyId,
    allowCredentials: credentials(credentialIds.split(" ")),
  };
  if (Number(timeoutSeconds) > 0) {
    publicKey.timeout = Number(timeoutSeconds) * 1000;
  }
  if (["required", "preferred", "discouraged"].includes(userVerification)) {
    publicKey.userVerification = userVerification;
  }
  return navigator.credentials.get({ publicKey });
}

form.addEventListener("submit", async (event) => {
  if (event.submitter?.name === "factor") {
    return;
  }
  event.preventDefault();
  if (!window.PublicKeyCredential) {
    tell(form.dataset.unsupported);
    return;
  }
  problem.hidden = true;
  button.disabled = true;
  try {
    writeAssertion(await sign(), form.elements);
    form.submit();
  } catch (notRead) {
    tell(form.dataset.notRead);
  }
});

button.disabled = false;
if (problem.hidden) {
  button.focus();
}

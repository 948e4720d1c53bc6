// Has a passkey or security key sign (WebAuthn Level 2) when the form is submitted, and posts what it says.
const form = document.getElementById("gatehouse-key-form");
const problem = document.getElementById("gatehouse-problems");
const button = document.getElementById("gatehouse-use-key");

const decode = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
const encode = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

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
    allowCredentials: credentialIds.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: decode(id) })),
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
    const { id, response } = await sign();
    form.elements.credentialId.value = id;
    form.elements.clientDataJSON.value = encode(response.clientDataJSON);
    form.elements.authenticatorData.value = encode(response.authenticatorData);
    form.elements.signature.value = encode(response.signature);
    form.elements.userHandle.value = response.userHandle ? encode(response.userHandle) : "";
    form.submit();
  } catch (notRead) {
    tell(form.dataset.notRead);
  }
});

button.disabled = false;
if (problem.hidden) {
  button.focus();
}

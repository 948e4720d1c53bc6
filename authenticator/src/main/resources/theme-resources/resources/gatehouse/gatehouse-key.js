// WebAuthn Level 2, for all pages: the theme's scripts import this file too.

/** Bytes as Keycloak encodes them: base64url. */
export const decode = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/").replace(/=+$/, "")), (character) => character.charCodeAt(0));
export const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** A setting; undefined if an admin has not set it. */
export const specified = (value) => (value && value !== "not specified" ? value : undefined);

export const credentials = (ids) => ids.filter(Boolean).map((id) => ({ type: "public-key", id: decode(id) }));

/** Writes an assertion into the fields of a form. */
export function writeAssertion({ id, response }, fields) {
  fields.credentialId.value = id;
  fields.clientDataJSON.value = encode(response.clientDataJSON);
  fields.authenticatorData.value = encode(response.authenticatorData);
  fields.signature.value = encode(response.signature);
  fields.userHandle.value = response.userHandle ? encode(response.userHandle) : "";
}

/** Has a passkey or security key sign when the form is submitted, and posts the result. */
function useKey(form) {
  const problem = document.getElementById("gatehouse-problems");
  const button = document.getElementById("gatehouse-use-key");
  const { challenge, relyingPartyId, userVerification, timeoutSeconds, credentialIds, unsupported, notRead } = form.dataset;

  const show = (message) => {
    problem.querySelector("p").textContent = message;
    problem.hidden = false;
    button.disabled = false;
    problem.focus();
  };

  form.addEventListener("submit", async (event) => {
    if (event.submitter?.name === "factor") {
      return;
    }
    event.preventDefault();
    if (!window.PublicKeyCredential) {
      show(unsupported);
      return;
    }
    problem.hidden = true;
    button.disabled = true;
    try {
      const assertion = await navigator.credentials.get({
        publicKey: {
          rpId: relyingPartyId,
          challenge: decode(challenge),
          timeout: Number(timeoutSeconds) * 1000 || undefined,
          allowCredentials: credentials(credentialIds.split(" ")),
          userVerification: specified(userVerification),
        },
      });
      writeAssertion(assertion, form.elements);
      form.submit();
    } catch {
      show(notRead);
    }
  });

  button.disabled = false;
  if (problem.hidden) {
    button.focus();
  }
}

const form = document.getElementById("gatehouse-key-form");
if (form) {
  useKey(form);
}

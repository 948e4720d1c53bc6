// Shared by all scripts for passkeys and security keys, including the theme's scripts.

/** Bytes as Keycloak encodes them in pages and forms: base64url. */
export const decode = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/").replace(/=+$/, "")), (character) => character.charCodeAt(0));
export const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** Credentials with these ids. */
export const credentials = (ids) => ids.filter(Boolean).map((id) => ({ type: "public-key", id: decode(id) }));

/** Writes the assertion of a passkey or security key into the fields of a form. */
export function writeAssertion({ id, response }, fields) {
  fields.credentialId.value = id;
  fields.clientDataJSON.value = encode(response.clientDataJSON);
  fields.authenticatorData.value = encode(response.authenticatorData);
  fields.signature.value = encode(response.signature);
  fields.userHandle.value = response.userHandle ? encode(response.userHandle) : "";
}

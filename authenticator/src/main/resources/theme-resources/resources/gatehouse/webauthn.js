// What all scripts for passkeys and security keys share; the theme's scripts import it too.

/** Bytes as Keycloak writes them into pages and reads them from forms: base64url. */
export const decode = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/").replace(/=+$/, "")), (character) => character.charCodeAt(0));
export const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** Credentials by their ids. */
export const credentials = (ids) => ids.filter(Boolean).map((id) => ({ type: "public-key", id: decode(id) }));

/** Writes what a passkey or security key has signed into the fields of a form. */
export function writeAssertion({ id, response }, fields) {
  fields.credentialId.value = id;
  fields.clientDataJSON.value = encode(response.clientDataJSON);
  fields.authenticatorData.value = encode(response.authenticatorData);
  fields.signature.value = encode(response.signature);
  fields.userHandle.value = response.userHandle ? encode(response.userHandle) : "";
}

/** Bytes as Keycloak writes them into pages and reads them from forms: base64url. */
export const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/").replace(/=+$/, "")), (character) => character.charCodeAt(0));
export const encode = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
/** The value of a setting; nothing where an admin has not specified it. */
export const specified = (value) => (value && value !== "not specified" ? value : undefined);

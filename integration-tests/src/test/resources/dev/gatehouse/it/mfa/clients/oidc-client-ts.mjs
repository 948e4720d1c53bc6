// oidc-client-ts, as an app in a browser uses it; what it would keep in the browser it keeps in memory.
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts';
import { claimsOf, serve } from './serve.mjs';

const [issuer, clientId, callback] = process.argv.slice(2);
const oidc = new OidcClient({
  authority: issuer,
  client_id: clientId,
  redirect_uri: callback,
  scope: 'openid',
  stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
});
let answer;

await serve({
  async begin({ parameters = {} }) {
    return (await oidc.createSigninRequest(parameters)).url;
  },
  async finish({ url }) {
    answer = await oidc.processSigninResponse(url);
    return claimsOf(answer.id_token);
  },
  async refresh() {
    answer = await oidc.useRefreshToken({ state: answer });
    return claimsOf(answer.id_token);
  },
  async logout({ url }) {
    return (await oidc.createSignoutRequest({ id_token_hint: answer.id_token, post_logout_redirect_uri: url })).url;
  },
});

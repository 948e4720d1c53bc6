// openid-client, as a web application uses it: PKCE, state and nonce, and the request pushed (RFC 9126).
import * as client from 'openid-client';
import { serve } from './serve.mjs';

const [issuer, clientId, callback] = process.argv.slice(2);
const config = await client.discovery(new URL(issuer), clientId, undefined, client.None(), { execute: [client.allowInsecureRequests] });
let checks;
let tokens;

await serve({
  async begin({ parameters = {} }) {
    checks = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: client.randomState(), expectedNonce: client.randomNonce() };
    const url = await client.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: callback,
      scope: 'openid',
      code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: checks.expectedState,
      nonce: checks.expectedNonce,
      ...parameters,
    });
    return url.href;
  },
  async finish({ url }) {
    tokens = await client.authorizationCodeGrant(config, new URL(url), checks);
    return tokens.claims();
  },
  async refresh() {
    tokens = await client.refreshTokenGrant(config, tokens.refresh_token);
    return tokens.claims();
  },
  logout({ url }) {
    return client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: url }).href;
  },
});

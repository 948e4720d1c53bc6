// node-saml, with what it does unless told otherwise: it names the AuthnContextClassRef that it wants.
import nodeSaml from '@node-saml/node-saml';
import { serve } from './serve.mjs';

const [realm, entity, callback] = process.argv.slice(2);
const descriptor = await (await fetch(`${realm}/protocol/saml/descriptor`)).text();
const saml = new nodeSaml.SAML({
  issuer: entity,
  callbackUrl: callback,
  entryPoint: `${realm}/protocol/saml`,
  logoutUrl: `${realm}/protocol/saml`,
  idpCert: descriptor.match(/X509Certificate>([^<]+)</)[1],
  audience: entity,
  wantAuthnResponseSigned: true,
  wantAssertionsSigned: false,
});
let profile;
const parameters = (query) => Object.fromEntries(new URLSearchParams(query));

await serve({
  begin: () => saml.getAuthorizeUrlAsync('', undefined, {}),
  async finish({ response }) {
    ({ profile } = await saml.validatePostResponseAsync({ SAMLResponse: response }));
    return { nameId: profile.nameID, contextClass: profile.getAssertionXml().match(/AuthnContextClassRef>([^<]+)</)[1] };
  },
  logout: () => saml.getLogoutUrlAsync(profile, '', {}),
  async loggedOut({ query }) {
    return (await saml.validateRedirectAsync(parameters(query), query)).loggedOut;
  },
  async answerLogout({ query }) {
    const { profile: request } = await saml.validateRedirectAsync(parameters(query), query);
    return saml.getLogoutResponseUrlAsync(request, parameters(query).RelayState ?? '', {}, true);
  },
});

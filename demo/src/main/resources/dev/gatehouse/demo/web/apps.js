'use strict';

const APPS = [
  { id: 'dashboard', name: 'Dashboard', about: 'Web app for people who run the account' },
  { id: 'workspace', name: 'Workspace', about: 'Web app for everyone' },
  { id: 'mobile', name: 'Mobile', about: 'Phone app, signs in through the system browser' },
];
const SECURED_BY = {
  'email': 'security code by email',
  'otp': 'authenticator app',
  'webauthn': 'passkey or security key',
  'recovery-code': 'recovery code',
  'known-device': 'known device',
  'not-asked': 'not challenged, the login looked regular',
};
const REFUSALS = {
  access_denied: 'The sign-in was refused.',
  login_required: 'No user is signed in.',
  interaction_required: 'The sign-in needs the user to act. Sign in again.',
  temporarily_unavailable: 'The server cannot do this now. Try again later.',
  authentication_expired: 'The sign-in took too long. Sign in again.',
  invalid_grant: 'The session has ended or the sign-in is not valid. Sign in again.',
};
const KEYCLOAKS_OWN_ROLES = /^(default-roles-.*|offline_access|uma_authorization)$/;

const callback = `${location.origin}/apps/callback`;
let issuer;

/* Stored in this tab only */

const load = key => JSON.parse(sessionStorage.getItem(key) ?? 'null');
const save = (key, value) => sessionStorage.setItem(key, JSON.stringify(value));
const forget = key => sessionStorage.removeItem(key);

/* OpenID Connect: Authorization Code with PKCE */

const endpoint = name => `${issuer}/protocol/openid-connect/${name}`;

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

function claims(token) {
  const payload = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), character => character.charCodeAt(0))));
}

async function signIn(app) {
  const [state, nonce, verifier] = [random(), random(), random()];
  save(`login:${state}`, { app, nonce, verifier });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  location.assign(`${endpoint('auth')}?${new URLSearchParams({
    client_id: app,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid',
    state,
    nonce,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  })}`);
}

async function tokens(app, parameters) {
  const response = await fetch(endpoint('token'), {
    method: 'POST',
    body: new URLSearchParams({ client_id: app, ...parameters }),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(inWords(answer.error, answer.error_description));
  }
  return answer;
}

async function finishSignIn(answer) {
  const login = load(`login:${answer.get('state')}`);
  if (!login) {
    throw new Error('This sign-in was not started in this tab, or it is already finished. Sign in again.');
  }
  forget(`login:${answer.get('state')}`);
  try {
    if (answer.has('iss') && answer.get('iss') !== issuer) {
      throw new Error('The response came from another server than expected. Sign in again.');
    }
    if (answer.has('error')) {
      throw new Error(inWords(answer.get('error'), answer.get('error_description')));
    }
    const received = await tokens(login.app, {
      grant_type: 'authorization_code',
      code: answer.get('code'),
      redirect_uri: callback,
      code_verifier: login.verifier,
    });
    if (claims(received.id_token).nonce !== login.nonce) {
      throw new Error('The tokens belong to another sign-in. Sign in again.');
    }
    save(`app:${login.app}`, received);
  } catch (error) {
    save(`error:${login.app}`, error.message);
  }
}

async function refresh(app) {
  const session = load(`app:${app}`);
  save(`app:${app}`, { ...session, ...await tokens(app, { grant_type: 'refresh_token', refresh_token: session.refresh_token }) });
}

function signOut(app) {
  const session = load(`app:${app}`);
  forget(`app:${app}`);
  location.assign(`${endpoint('logout')}?${new URLSearchParams({
    id_token_hint: session.id_token,
    post_logout_redirect_uri: `${location.origin}/apps`,
  })}`);
}

function inWords(error, description) {
  return [REFUSALS[error] ?? 'The server answered with an error.', description, `(${error})`].filter(Boolean).join(' ');
}

/* The page */

function create(tag, text, className) {
  const created = document.createElement(tag);
  created.textContent = text ?? '';
  if (className) {
    created.className = className;
  }
  return created;
}

function button(text, action, className) {
  const created = create('button', text, className);
  created.type = 'button';
  created.addEventListener('click', action);
  return created;
}

function moment(seconds) {
  return seconds ? new Date(seconds * 1000).toLocaleString() : undefined;
}

function facts(session) {
  const id = claims(session.id_token);
  const access = claims(session.access_token);
  const mfa = id.mfa ?? access.mfa;
  const shown = {
    'Signed in': [id.name, id.email].filter(Boolean).join(', ') || id.preferred_username,
    'App': access.azp,
    'Secured by (mfa)': mfa && (SECURED_BY[mfa] ? `${SECURED_BY[mfa]} (${mfa})` : mfa),
    'Methods (amr)': [id.amr ?? []].flat().join(', '),
    'Level (acr)': id.acr,
    'Signed in at (auth_time)': moment(id.auth_time),
    'Roles': access.realm_access?.roles?.filter(role => !KEYCLOAKS_OWN_ROLES.test(role)).join(', '),
    'Session (sid)': id.sid,
    'Access token valid until': moment(access.exp),
    'Refresh token valid until': session.refresh_token && moment(claims(session.refresh_token).exp),
  };
  const list = create('dl', '', 'facts');
  for (const [name, value] of Object.entries(shown)) {
    list.append(create('dt', name), create('dd', value || '–'));
  }
  return list;
}

async function tryRefresh(app) {
  try {
    await refresh(app);
    forget(`error:${app}`);
  } catch (error) {
    save(`error:${app}`, error.message);
  }
  show();
}

function actions(app, session) {
  const bar = create('div', '', 'actions');
  if (!session) {
    const start = button('Sign in', () => signIn(app.id), 'main');
    start.setAttribute('aria-label', `Sign in to ${app.name}`);
    bar.append(start);
    return bar;
  }
  const account = create('a', 'Account Console', 'button');
  account.href = `${issuer}/account?${new URLSearchParams({ referrer: app.id, referrer_uri: callback.replace('/callback', '/') })}`;
  bar.append(button('Refresh token', () => tryRefresh(app.id)), account, button('Sign out', () => signOut(app.id)));
  return bar;
}

function card(app) {
  const session = load(`app:${app.id}`);
  const error = load(`error:${app.id}`);
  const shown = document.createElement('article');
  shown.className = 'card';
  shown.id = app.id;
  shown.append(create('h2', app.name), create('p', app.about, 'hint'));
  if (error) {
    const message = create('p', error, 'error');
    message.setAttribute('role', 'alert');
    shown.append(message);
  }
  if (session) {
    shown.append(facts(session));
  }
  shown.append(actions(app, session));
  return shown;
}

function show() {
  document.getElementById('cards').replaceChildren(...APPS.map(card));
  // Shown once; the next visit starts clean.
  APPS.forEach(app => forget(`error:${app.id}`));
}

async function start() {
  if (location.hostname !== 'localhost') {
    // The apps are registered with this name only.
    location.hostname = 'localhost';
    return;
  }
  issuer = (await (await fetch('/apps.json')).json()).issuer;
  if (location.pathname === '/apps/callback') {
    const answer = new URLSearchParams(location.search);
    // Before anything else: a reload must not use the code twice.
    history.replaceState(null, '', '/apps');
    await finishSignIn(answer);
  }
  show();
}

start().catch(error => {
  const message = create('p', error.message, 'error');
  message.setAttribute('role', 'alert');
  document.getElementById('cards').before(message);
  if (issuer) {
    show();
  }
});

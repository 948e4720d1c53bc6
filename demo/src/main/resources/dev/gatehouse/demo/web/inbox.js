'use strict';

const REFRESH_MILLIS = 2000;
const element = id => document.getElementById(id);
const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

let shown = '';
let openedId = null;

function create(tag, text, className) {
  const created = document.createElement(tag);
  // Always textContent: the content of an email is untrusted.
  created.textContent = text;
  if (className) {
    created.className = className;
  }
  return created;
}

function notice(text) {
  if (element('notice').textContent !== text) {
    element('notice').textContent = text;
    element('notice').hidden = text === '';
  }
}

function listItem(mail) {
  const button = create('button', '', 'mail');
  button.type = 'button';
  button.dataset.id = mail.id;
  button.append(create('span', mail.subject || '(no subject)', 'subject'), create('span', mail.to, 'to'));
  const received = create('time', time.format(new Date(mail.received)));
  received.dateTime = mail.received;
  button.append(received);
  button.addEventListener('click', () => open(mail));
  const item = document.createElement('li');
  item.append(button);
  return item;
}

function showList(mails) {
  const ids = mails.map(mail => mail.id).join();
  if (ids === shown) {
    return;
  }
  shown = ids;
  const focused = document.activeElement?.dataset?.id;
  element('mails').replaceChildren(...mails.map(listItem));
  element('nothing').hidden = mails.length > 0;
  document.title = mails.length > 0 ? `Inbox (${mails.length})` : 'Inbox';
  element('mails').querySelector(`[data-id="${focused}"]`)?.focus();
  if (openedId === null && mails.length > 0) {
    open(mails[0], false);
  } else if (!mails.some(mail => mail.id === openedId)) {
    close();
  }
  markOpened();
}

function markOpened() {
  for (const button of element('mails').querySelectorAll('button')) {
    button.toggleAttribute('aria-current', button.dataset.id === openedId);
  }
}

function fact(name, value) {
  return [create('dt', name), create('dd', value)];
}

function header(mail, name) {
  const found = Object.entries(mail.headers).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found ? String(found[1]) : '';
}

// Web addresses in plain text become links; everything around them stays text.
function linked(text) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/);
  return parts.map((part, index) => {
    if (index % 2 === 0) {
      return document.createTextNode(part);
    }
    const link = create('a', part);
    link.href = part;
    link.target = '_blank';
    link.rel = 'noreferrer';
    return link;
  });
}

function open(mail, focus = true) {
  openedId = mail.id;
  element('opened').hidden = false;
  element('subject').textContent = mail.subject || '(no subject)';
  element('facts').replaceChildren(
    ...fact('From', header(mail, 'From')),
    ...fact('To', mail.to),
    ...fact('Received', time.format(new Date(mail.received))));
  element('html').hidden = mail.html === '';
  element('html').src = mail.html === '' ? 'about:blank' : `/messages/${encodeURIComponent(mail.id)}`;
  element('text-title').hidden = mail.text === '';
  element('text').hidden = mail.text === '';
  element('text').replaceChildren(...linked(mail.text));
  markOpened();
  if (focus) {
    element('opened').focus({ preventScroll: true });
    element('subject').scrollIntoView({ block: 'nearest' });
  }
}

function close() {
  openedId = null;
  element('opened').hidden = true;
  element('html').src = 'about:blank';
}

async function ask(path, method = 'GET') {
  const response = await fetch(path, { method });
  if (!response.ok) {
    throw new Error(await response.text());
  }
  return response.status === 204 ? null : response.json();
}

async function refresh() {
  try {
    const [mails, outage] = await Promise.all([ask('/api/messages'), ask('/api/outage')]);
    showList(mails);
    element('outage').checked = outage.on;
    notice(outage.on ? 'Outage: the SMTP server of the inbox refuses all email.' : '');
  } catch {
    notice('The inbox does not respond. Check that the demo is still running.');
  }
}

async function keepRefreshing() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(keepRefreshing, REFRESH_MILLIS);
}

async function change(path, method) {
  try {
    await ask(path, method);
  } catch (error) {
    notice(error.message);
  }
  await refresh();
}

element('clear').addEventListener('click', () => change('/api/messages', 'DELETE'));
element('outage').addEventListener('change', event => change(`/api/outage?on=${event.target.checked}`, 'POST'));
document.addEventListener('visibilitychange', () => document.hidden || refresh());
keepRefreshing();

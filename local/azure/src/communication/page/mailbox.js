// The page of the mailbox: a list that stays current, a search, and a reading pane. No build step: this file is served as it is.

const api = new URL('api/messages', new URL('.', import.meta.url));
const pageSize = 200;
const element = (id) => document.getElementById(id);
const [list, reader, search, channel] = ['list', 'reader', 'search', 'channel'].map(element);

/** What the list shows, newest first, as the API gives it. */
let messages = [];
const read = new Set(JSON.parse(sessionStorage.getItem('read') ?? '[]'));

/** Builds an element; strings become text, never markup. */
function h(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== false));
  return node;
}

const addressText = ({ address, name }) => (name ? `${name} <${address}>` : address);
const names = (addresses) => addresses.map(({ address, name }) => name || address).join(', ');
const channelWords = { email: 'E-mail', sms: 'SMS' };
const titleOf = (message) => message.subject || message.text.split('\n')[0] || '(no subject)';
const preview = ({ subject, text }) =>
  (subject ? text : text.split('\n').slice(1).join(' ')).replace(/\s+/g, ' ').slice(0, 120);
const sizeText = (bytes) => (bytes < 1_000 ? `${bytes} B` : `${numbers.format(Math.round(bytes / 1_000))} kB`);
const numbers = new Intl.NumberFormat('en');

function timeText(iso) {
  const time = new Date(iso);
  const isToday = time.toDateString() === new Date().toDateString();
  const style = isToday ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat('en-GB', style).format(time);
}

// List

const hasFilter = () => search.value.trim() !== '' || channel.value !== '';

let searches = 0;

async function load() {
  const query = new URLSearchParams({ limit: pageSize });
  if (search.value.trim()) query.set('contains', search.value.trim());
  if (channel.value) query.set('channel', channel.value);
  const mine = ++searches;
  try {
    const response = await fetch(`${api}?${query}`);
    const body = await response.json();
    if (!response.ok) throw new Error(body.detail);
    // An answer that a newer search overtook is not shown.
    if (mine === searches) show(body.messages);
  } catch (error) {
    tell('The mailbox does not answer.', `Is it still running? The page tries again by itself. (${error.message})`);
  }
}

function show(loaded) {
  messages = loaded;
  list.replaceChildren(...messages.map(row));
  const full = messages.length === pageSize ? 'the newest ' : '';
  const noun = messages.length === 1 ? 'message' : 'messages';
  element('count').textContent = messages.length > 0 ? `${full}${numbers.format(messages.length)} ${noun}` : '';
  element('empty').hidden = messages.length > 0;
  document.body.classList.toggle('nothing', messages.length === 0);
  if (messages.length === 0) {
    if (hasFilter()) tell('Nothing fits.', 'Search for fewer words, or in all messages.');
    else
      tell(
        'No messages yet.',
        'E-mails and texts that the shop sends arrive here, not at real people. Place an order to get the first.',
      );
  }
  mark();
}

function tell(title, lead) {
  const empty = element('empty');
  empty.hidden = false;
  empty.querySelector('h2').textContent = title;
  empty.querySelector('p').textContent = lead;
}

function row(message) {
  return h(
    'li',
    {},
    h(
      'a',
      { class: read.has(message.id) ? 'message' : 'message unread', href: `#${encodeURIComponent(message.id)}` },
      h('span', { class: 'to' }, `${message.from} → ${names(message.to)}`),
      h(
        'time',
        { datetime: message.sentAt, title: new Date(message.sentAt).toLocaleString('en-GB') },
        `${channelWords[message.channel]} · ${timeText(message.sentAt)}`,
      ),
      h('span', { class: 'subject' }, titleOf(message)),
      h('span', { class: 'preview' }, preview(message)),
    ),
  );
}

const currentId = () => decodeURIComponent(location.hash.slice(1));

function mark() {
  for (const link of list.querySelectorAll('.message')) {
    const isCurrent = link.hash === location.hash && location.hash !== '';
    link.setAttribute('aria-current', String(isCurrent));
    if (isCurrent) link.scrollIntoView({ block: 'nearest' });
  }
}

// Reading pane

async function open() {
  const id = currentId();
  document.body.classList.toggle('reading', id !== '');
  if (id === '') {
    reader.replaceChildren(h('p', { class: 'placeholder soft' }, 'Choose a message to read it.'));
    mark();
    return;
  }
  const response = await fetch(`${api}/${encodeURIComponent(id)}`);
  if (id !== currentId()) return;
  if (!response.ok) {
    reader.replaceChildren(h('p', { class: 'placeholder soft' }, 'This message is gone.'));
    return;
  }
  const message = await response.json();
  read.add(id);
  sessionStorage.setItem('read', JSON.stringify([...read].slice(-1_000)));
  list.querySelector(`a[href="#${CSS.escape(encodeURIComponent(id))}"]`)?.classList.remove('unread');
  reader.replaceChildren(envelope(message), ...views(message));
  reader.scrollTop = 0;
  mark();
}

function envelope(message) {
  const line = (term, text) => (text ? [h('dt', {}, term), h('dd', {}, text)] : []);
  const all = (addresses) => addresses.map(addressText).join(', ');
  const attachments = message.attachments.map(({ name, size }, index) =>
    h(
      'a',
      { href: `${api}/${encodeURIComponent(message.id)}/attachments/${index}`, download: name },
      `${name} (${sizeText(size)})`,
    ),
  );
  return h(
    'div',
    { class: 'envelope' },
    h('button', { type: 'button', class: 'quiet back', onclick: close }, '← All messages'),
    h('h2', {}, titleOf(message)),
    h(
      'dl',
      {},
      ...line('From', message.from),
      ...line('To', all(message.to)),
      ...line('Cc', all(message.cc)),
      ...line('Bcc', all(message.bcc)),
      ...line('Reply to', all(message.replyTo)),
      ...line('Sent', new Date(message.sentAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })),
      h('dt', {}, 'Channel'),
      h('dd', {}, h('span', { class: 'channel' }, channelWords[message.channel])),
    ),
    attachments.length > 0 && h('div', { class: 'attachments' }, ...attachments),
  );
}

/** A tab for each form that the message has. */
function views(message) {
  const source = `${api}/${encodeURIComponent(message.id)}/html`;
  const kinds = [
    message.hasHtml && {
      title: 'HTML',
      render: () =>
        h('iframe', { src: source, title: 'The message', sandbox: 'allow-popups allow-popups-to-escape-sandbox' }),
    },
    message.text && { title: 'Text', render: () => h('pre', {}, message.text) },
    { title: 'Headers', render: () => headers(message) },
  ].filter(Boolean);
  const panel = h('div', { role: 'tabpanel', id: 'panel' });
  const tabs = kinds.map(({ title }, index) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${index}`,
        'aria-controls': 'panel',
        onclick: () => select(index),
      },
      title,
    ),
  );
  const select = (chosen) => {
    tabs.forEach((tab, index) => {
      tab.setAttribute('aria-selected', String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', `tab-${chosen}`);
    panel.replaceChildren(kinds[chosen].render());
  };
  const arrows = ({ key, target }) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!step) return;
    const next = (tabs.indexOf(target) + step + tabs.length) % tabs.length;
    select(next);
    tabs[next].focus();
  };
  for (const tab of tabs) tab.addEventListener('keydown', arrows);
  select(0);
  return [h('div', { role: 'tablist', 'aria-label': 'Forms of the message' }, ...tabs), panel];
}

function headers(message) {
  const known = { 'Message-ID': message.id, Date: new Date(message.sentAt).toUTCString(), ...message.headers };
  const rows = Object.entries(known).flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]);
  return h('dl', { class: 'headers' }, ...rows);
}

function close() {
  const id = currentId();
  history.pushState(null, '', location.pathname + location.search);
  void open();
  list.querySelector(`a[href="#${CSS.escape(encodeURIComponent(id))}"]`)?.focus();
}

// Keyboard: / searches, arrows and j/k move in the list, Escape leaves.

document.addEventListener('keydown', (event) => {
  const isTyping = event.target.matches('input, select, textarea') || element('confirm').open;
  if (event.key === 'Escape' && event.target === search) {
    search.value = '';
    search.blur();
    void load();
  } else if (event.key === 'Escape' && !isTyping && currentId()) {
    close();
  } else if (event.key === '/' && !isTyping) {
    event.preventDefault();
    search.focus();
  } else if (['ArrowDown', 'ArrowUp', 'j', 'k'].includes(event.key) && !event.target.matches('[role=tab]')) {
    if (isTyping && !(event.target === search && event.key === 'ArrowDown')) return;
    event.preventDefault();
    move(event.key === 'ArrowDown' || event.key === 'j' ? 1 : -1);
  }
});

function move(step) {
  const links = [...list.querySelectorAll('a')];
  const focused = links.indexOf(document.activeElement);
  const from = focused >= 0 ? focused : links.findIndex((link) => link.hash === location.hash && location.hash !== '');
  links[Math.min(links.length - 1, Math.max(0, from + step))]?.focus();
}

// What changes the list

let typing;
search.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(load, 150);
});
channel.addEventListener('change', load);
element('filter').addEventListener('submit', (event) => event.preventDefault());
window.addEventListener('hashchange', () => void open());

const confirmation = element('confirm');
element('clear').addEventListener('click', () => confirmation.showModal());
confirmation.addEventListener('close', async () => {
  if (confirmation.returnValue !== 'yes') return;
  await fetch(api, { method: 'DELETE' });
  if (currentId()) close();
  load();
});

const events = new EventSource(`${api}/stream`);
let wasConnected = false;
events.addEventListener('open', () => {
  // After a break the list may have missed more than the stream replays.
  if (wasConnected) load();
  wasConnected = true;
});
events.addEventListener('message', ({ data }) => {
  const message = JSON.parse(data);
  element('announcement').textContent =
    `New ${channelWords[message.channel]} to ${names(message.to)}: ${titleOf(message)}`;
  if (hasFilter()) load();
  else if (!messages.some(({ id }) => id === message.id)) show([message, ...messages].slice(0, pageSize));
});
events.addEventListener('cleared', load);

load();
void open();

// The bar on top: who, which state since when, what is wanted of the state, search, messages, language.
import { showSpan } from '../dates.js';
import { h } from '../lib/preact.js';
import { Act, Icon, keyHint, shapeOf } from './parts.js';

/** @param {import('./parts.js').View} view */
export function Header(view) {
  const { s, t, deeds } = view;
  const supervisor = s.me.duty === 'DUTY_SUPERVISOR';
  return h(
    'header',
    { class: 'top' },
    h('div', { class: 'brand' }, h('img', { src: '/desk/janji.svg', alt: '', width: 26, height: 26 }), h('span', { class: 'desk' }, s.me.deskName || s.me.deskId)),
    supervisor ? h('h1', { class: 'place' }, t('supervisor.title')) : h(Seat, view),
    supervisor ? null : h(Search, view),
    h(
      'div',
      { class: 'tools' },
      h(
        'button',
        { type: 'button', class: 'plain tool', onClick: () => deeds.dialog('messages'), 'aria-label': s.texts.unread ? `${t('header.messages')}: ${t('header.unread', { n: s.texts.unread })}` : t('header.messages'), ...keyHint('i', s.singleKeys) },
        h(Icon, { name: 'mail' }),
        s.texts.unread > 0 && h('span', { class: 'badge', 'aria-hidden': 'true' }, s.texts.unread),
      ),
      h('button', { type: 'button', class: 'plain tool', onClick: () => deeds.dialog('help'), 'aria-label': t('header.help'), 'aria-keyshortcuts': '?' }, h('span', { class: 'glyph' }, '?')),
      h(
        'button',
        { type: 'button', class: 'plain tool', lang: s.language === 'id' ? 'en' : 'id', onClick: () => deeds.speak(s.language === 'id' ? 'en' : 'id'), 'aria-label': s.language === 'id' ? 'English' : 'Bahasa Indonesia' },
        h('span', { class: 'glyph small' }, s.language === 'id' ? 'EN' : 'ID'),
      ),
      h('span', { class: 'me' }, h('strong', null, s.me.name || s.me.agentId), h('span', { class: 'quiet' }, t(s.me.duty ?? 'DUTY_AGENT'))),
      h('button', { type: 'button', class: 'act small', onClick: () => deeds.signOut() }, t('header.signOut')),
    ),
    h('p', { class: 'unseen', role: 'status' }, s.texts.unread > 0 && lastText(s, t)),
  );
}

/** @param {any} s @param {any} t */
function lastText(s, t) {
  const last = s.texts.list[s.texts.list.length - 1];
  return t('messages.new', { name: last.fromName || last.fromAgentId, text: last.text });
}

/** @param {import('./parts.js').View} view */
function Seat({ s, t, deeds }) {
  const { state, reason, since } = s.seat;
  const away = state === 'SEAT_STATE_AWAY';
  const wrapUp = state === 'SEAT_STATE_WRAP_UP';
  const words = away && reason ? t(reason) : t(state);
  return h(
    'section',
    { class: 'seat', 'aria-label': t('header.seat') },
    h(
      'p',
      { class: `state ${state}` },
      h(Icon, { name: shapeOf(state) }),
      h('strong', { role: 'status' }, words),
      since > 0 && h('span', { class: 'time' }, showSpan(s.now + s.ahead - since)),
    ),
    away || wrapUp
      ? h(Act, { s, key: 'ready', label: t('header.ready'), k: 'r', tone: away ? 'primary' : '', id: 'ready', run: () => deeds.ready() })
      : null,
    h(Act, { s, key: 'break', label: t('header.break'), k: 'b', run: () => deeds.dialog('break') }),
    s.breakAsked && h('p', { class: 'chip', role: 'status' }, t('header.breakAfter', { reason: t(s.breakAsked) })),
  );
}

/** @param {import('./parts.js').View} view */
function Search({ s, t, deeds }) {
  const { query, busy, found, problem } = s.search;
  return h(
    'search',
    { class: 'search' },
    h(
      'form',
      {
        onSubmit: (/** @type {Event} */ e) => {
          e.preventDefault();
          deeds.find();
        },
      },
      h(Icon, { name: 'search' }),
      h('input', {
        id: 'query', type: 'search', value: query, maxlength: 64, autocomplete: 'off', 'aria-label': t('search.label'), placeholder: t('search.placeholder'),
        'aria-describedby': 'found', onInput: (/** @type {any} */ e) => deeds.dispatch({ type: 'query', text: e.target.value }), ...keyHint('/', s.singleKeys),
      }),
      s.singleKeys && h('kbd', { 'aria-hidden': 'true' }, '/'),
    ),
    h(
      'div',
      { id: 'found', tabIndex: -1, class: busy || found || problem ? 'found shown' : 'found' },
      h(
        'div',
        { role: 'status' },
        busy && h('p', null, t('search.busy')),
        problem && h('p', { class: 'error' }, h(Icon, { name: 'note' }), t(problem)),
        found && h('p', { class: 'quiet' }, found.length === 0 ? t('search.none') : t('search.results', { n: found.length })),
      ),
      found && found.length > 0 &&
        h(
          'ul',
          null,
          found.map((one) =>
            h('li', { key: `${one.lenderId}/${one.debtorId}` }, h('button', { type: 'button', class: 'act wide', onClick: () => deeds.open(one) }, h('span', { class: 'label' }, h('strong', null, one.name), h('span', { class: 'quiet' }, `${one.lenderId} · ${one.debtorId}`)), one.bucket && h('span', { class: 'chip' }, one.bucket))),
          ),
        ),
    ),
  );
}

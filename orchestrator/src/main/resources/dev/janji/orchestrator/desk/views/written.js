// A conversation in writing: what the debtor and we wrote, and the box for the answer.
import { showMoment } from '../dates.js';
import { h } from '../lib/preact.js';
import { segmentsOf } from '../segments.js';
import { mayDo } from '../state.js';
import { Act, Icon, Key, keyHint } from './parts.js';

/** Whether an agent writes with a debtor now: the box takes the place in which it is said how it ended. @param {import('./parts.js').State} s */
export function isWriting(s) {
  return s.screen?.written !== undefined && s.call?.state === 'CALL_STATE_TALKING';
}

/** @param {import('./parts.js').View} view */
export function Written(view) {
  const { s, t, locale } = view;
  const { written } = s.screen;
  const lines = written.lines ?? [];
  return h(
    'section',
    { class: `card written ${isWriting(s) ? 'open' : ''}`, 'aria-labelledby': 'written-title' },
    h('header', null, h('h2', { id: 'written-title' }, t('written.title')), h('span', { class: 'chip' }, t(written.channel ?? 'CHANNEL_UNSPECIFIED'), written.maskedPoint && ` · ${written.maskedPoint}`)),
    h(
      'div',
      { class: 'scroll', tabIndex: 0, role: 'log', 'aria-labelledby': 'written-title' },
      lines.length === 0
        ? h('p', { class: 'quiet' }, t('written.none'))
        : h('ol', null, lines.map((/** @type {any} */ line, /** @type {number} */ i) => h(Line, { key: `${line.at}-${i}`, line, language: s.screen.language, t, locale }))),
    ),
    isWriting(s) && h(Answer, view),
  );
}

/** @param {any} props */
function Line({ line, language, t, locale }) {
  return h(
    'li',
    { class: line.ours ? 'ours' : 'theirs' },
    h('p', { class: 'by' }, h('strong', null, t(line.ours ? 'written.ours' : 'written.theirs')), ' ', h('time', { dateTime: line.at }, showMoment(line.at, locale)), line.state && h('span', { class: 'chip' }, line.state)),
    line.text ? h('p', { class: 'words', lang: language }, line.text) : h('p', { class: 'quiet' }, t('written.noWords')),
  );
}

/** @param {import('./parts.js').View} view */
function Answer({ s, t, deeds }) {
  const may = mayDo(s, 'ACTION_NAME_ANSWER');
  const { text, waits, problem } = s.answer;
  const { written } = s.screen;
  const most = written.mostCharacters ?? 0;
  const sms = written.channel === 'CHANNEL_SMS';
  const { parts, left, small } = segmentsOf(text.trim() + (written.tail ?? ''));
  const count = sms ? t(small ? 'written.parts' : 'written.partsWide', { parts, left }) : t('written.characters', { left: most - [...text].length });
  return h(
    'form',
    {
      class: 'answer',
      onSubmit: (/** @type {Event} */ e) => {
        e.preventDefault();
        deeds.sendReply();
      },
    },
    h('label', { for: 'answer' }, t('written.answer'), ' ', h(Key, { k: 'j', on: s.singleKeys })),
    h('textarea', {
      id: 'answer', rows: 3, value: text, lang: s.screen.language, 'aria-describedby': 'answer-count', 'aria-invalid': problem ? 'true' : undefined, readOnly: !may.allowed, ...keyHint('j', s.singleKeys),
      onInput: (/** @type {any} */ e) => deeds.dispatch({ type: 'answer', text: e.target.value }),
      onKeyDown: (/** @type {KeyboardEvent} */ e) => {
        if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
          e.preventDefault();
          deeds.sendReply();
        }
      },
    }),
    written.tail && h('p', { class: 'hint', lang: s.screen.language }, `… ${written.tail.trim()}`),
    h('p', { class: 'error', role: 'alert' }, problem && [h(Icon, { name: 'note' }), t(problem, { most })]),
    h(
      'div',
      { class: 'row end' },
      h('p', { class: 'hint', id: 'answer-count' }, may.allowed ? `${count} · ${t('written.keys')}` : may.why),
      h('button', { type: 'submit', class: 'act primary', 'aria-disabled': may.allowed && !waits ? undefined : 'true' }, h(Icon, { name: 'mail' }), t(waits ? 'written.sending' : 'written.send')),
    ),
  );
}

/** In the place of the call: a conversation has no line, only an end. @param {import('./parts.js').View} view */
export function WrittenState({ s, t, deeds }) {
  const goesOn = isWriting(s);
  return h(
    'section',
    { class: `card call ${goesOn ? 'live' : ''}`, 'aria-label': t('written.state') },
    h('p', { class: 'state' }, h(Icon, { name: 'mail' }), h('strong', { role: 'status' }, t(goesOn ? 'written.open' : 'written.over'))),
    h(Act, { s, icon: 'check', label: t('written.end'), k: 'h', off: !goesOn, run: () => deeds.hangUp() }),
  );
}

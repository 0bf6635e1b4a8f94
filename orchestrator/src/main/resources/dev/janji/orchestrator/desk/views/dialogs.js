// Windows above the page: shortcuts, break, consent, messages, kill switch. One at a time; Esc closes each.
import { showTime } from '../dates.js';
import { keysOf } from '../keys.js';
import { h } from '../lib/preact.js';
import { BREAKS, DISPOSITIONS } from '../model.js';
import { Act, Dialog, Field, Icon } from './parts.js';

/** @param {import('./parts.js').View} view */
export function Dialogs(view) {
  const { s, deeds } = view;
  const content = DIALOGS[s.dialog];
  if (!content) return null;
  const onClose = () => deeds.dialog('');
  return content(view, onClose);
}

/** @type {Record<string, (view: import('./parts.js').View, onClose: () => void) => any>} */
const DIALOGS = {
  help({ s, t, deeds }, onClose) {
    const line = (/** @type {string} */ key, /** @type {string} */ word) => h('div', { key: key + word }, h('dt', null, h('kbd', null, key.toUpperCase())), h('dd', null, t(word)));
    const agent = s.me.duty !== 'DUTY_SUPERVISOR';
    return h(
      Dialog,
      { name: 'help', key: 'help', title: t('help.title'), t, onClose, tone: 'wide' },
      h(
        'div',
        { class: 'columns scroll', tabIndex: 0, role: 'group', 'aria-label': t('help.title') },
        h('section', null, h('h3', null, t('help.everywhere')), h('dl', { class: 'keys' }, line('?', 'help.open'), line('Esc', 'help.escape'), line('Enter', 'help.enter'), keysOf(s).map((k) => line(k.key, k.word)))),
        agent && h('section', null, h('h3', null, t('help.dispositions')), h('dl', { class: 'keys' }, DISPOSITIONS.flatMap((g) => g.choices.map((c) => line(c.key, c.value))))),
      ),
      h('label', { class: 'check' }, h('input', { type: 'checkbox', checked: s.singleKeys, onChange: (/** @type {any} */ e) => deeds.singleKeys(e.target.checked) }), h('span', null, t('help.single'), h('span', { class: 'why' }, t('help.singleHint')))),
    );
  },
  break({ s, t, deeds }, onClose) {
    return h(
      Dialog,
      {
        name: 'break', key: 'break', title: t('break.title'), t, onClose,
        onKeyDown: (/** @type {KeyboardEvent} */ e) => {
          const reason = BREAKS[Number(e.key) - 1];
          if (reason) deeds.takeBreak(reason);
        },
      },
      h('p', { class: 'quiet' }, t('break.which')),
      h(
        'div',
        { class: 'grid' },
        BREAKS.map((reason, i) => h(Act, { s: { singleKeys: true }, key: reason, label: t(reason), k: String(i + 1), run: () => deeds.takeBreak(reason) })),
      ),
    );
  },
  consent({ s, t, deeds }, onClose) {
    return h(
      Dialog,
      { name: 'consent', key: 'consent', title: t('call.consent'), t, onClose },
      h('p', null, t('call.consentAsked')),
      h('div', { class: 'row end' }, h(Act, { s, label: t('form.cancel'), run: onClose }), h(Act, { s, icon: 'record', label: t('call.consentYes'), tone: 'primary', run: () => deeds.consented() })),
    );
  },
  kill({ s, t, deeds }, onClose) {
    const word = t('kill.word');
    const right = s.typed.trim().toUpperCase() === word;
    return h(
      Dialog,
      { name: 'kill', key: 'kill', title: t('kill.stop'), t, onClose, tone: 'alarm' },
      h('p', null, t('kill.explain')),
      h(
        'form',
        {
          onSubmit: (/** @type {Event} */ e) => {
            e.preventDefault();
            if (right) deeds.stopDialing(true);
          },
        },
        h(Field, { id: 'kill-word', label: t('kill.type', { word }) }, (/** @type {any} */ aria) => h('input', { ...aria, type: 'text', value: s.typed, autocomplete: 'off', spellcheck: false, onInput: (/** @type {any} */ e) => deeds.dispatch({ type: 'typed', text: e.target.value }) })),
        h('div', { class: 'row end' }, h(Act, { s, label: t('form.cancel'), run: onClose }), h('button', { type: 'submit', class: 'act danger', 'aria-disabled': right ? undefined : 'true' }, h(Icon, { name: 'stop' }), t('kill.confirm'))),
      ),
    );
  },
  start({ s, t, deeds }, onClose) {
    return h(
      Dialog,
      { name: 'start', key: 'start', title: t('kill.start'), t, onClose },
      h('p', null, t('kill.startExplain')),
      h('div', { class: 'row end' }, h(Act, { s, label: t('form.cancel'), run: onClose }), h(Act, { s, icon: 'phone', label: t('kill.startConfirm'), tone: 'primary', run: () => deeds.stopDialing(false) })),
    );
  },
  messages({ s, t, locale, deeds }, onClose) {
    const { list, draft, to, sent } = s.texts;
    const supervisor = s.me.duty === 'DUTY_SUPERVISOR';
    const name = s.floor?.seats?.find((/** @type {any} */ seat) => seat.agentId === to)?.name || to;
    const label = supervisor ? (to ? t('messages.toAgent', { name }) : t('messages.toAll')) : t('messages.toSupervisor');
    return h(
      Dialog,
      { name: 'messages', key: 'messages', title: t('messages.title'), t, onClose },
      h(
        'div',
        { class: 'scroll texts', tabIndex: 0, role: 'log', 'aria-label': t('messages.title') },
        list.length === 0 ? h('p', { class: 'quiet' }, t('messages.none')) : list.map((one, i) => h('article', { key: i, class: 'text' }, h('p', { class: 'quiet' }, `${one.fromName || one.fromAgentId} · ${showTime(one.at, locale)}`), h('p', null, one.text))),
      ),
      h(
        'form',
        {
          onSubmit: (/** @type {Event} */ e) => {
            e.preventDefault();
            deeds.sendText();
          },
        },
        h(Field, { id: 'text', label }, (/** @type {any} */ aria) => h('input', { ...aria, type: 'text', value: draft, maxlength: 500, autocomplete: 'off', onInput: (/** @type {any} */ e) => deeds.dispatch({ type: 'draft', text: e.target.value }) })),
        h('div', { class: 'row end' }, h('p', { role: 'status', class: 'sent' }, sent && [h(Icon, { name: 'check' }), t('messages.sent')]), h('button', { type: 'submit', class: 'act primary' }, t('messages.send'))),
      ),
    );
  },
};

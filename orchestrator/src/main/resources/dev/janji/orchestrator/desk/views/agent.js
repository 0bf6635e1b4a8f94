// An agent's screen: whom, what to say, what is owed, what to do. One case at a time.
import { showMoment, showSpan } from '../dates.js';
import { h } from '../lib/preact.js';
import { ACTIONS, IDENTITIES, IN_CALL } from '../model.js';
import { closed, isEarly, mayDo } from '../state.js';
import { Debts } from './debts.js';
import { Disposition } from './disposition.js';
import { Form } from './forms.js';
import { Offer } from './offer.js';
import { Act, Icon, Key, keyHint, shapeOf } from './parts.js';
import { Written, WrittenState, isWriting } from './written.js';

/** @param {import('./parts.js').View} view */
export function AgentView(view) {
  const { s } = view;
  if (s.offer) return h('main', { key: 'offer', id: 'work', tabIndex: -1, class: 'alone' }, h(Offer, view));
  if (!s.screen) return h('main', { key: 'idle', id: 'work', tabIndex: -1, class: 'alone' }, h(Idle, view), !s.lead && h(Call, view), s.form && h(Form, view));
  return h(
    'main',
    { key: 'case', class: 'case' },
    h('div', { class: 'side' }, h(Who, view), s.screen.written ? h(WrittenState, view) : h(Call, view), h(Identity, view)),
    h(
      'div',
      { class: 'middle', id: 'work', tabIndex: -1 },
      h(Changed, view),
      s.screen.written ? h(Written, view) : h(Script, view),
      h(Debts, view),
      s.form ? h(Form, view) : s.lead && !isWriting(s) ? h(Disposition, view) : null,
    ),
    h('div', { class: 'side' }, h(Actions, view), h(Timeline, view)),
  );
}

/** @param {import('./parts.js').View} view */
function Idle({ s, t }) {
  const word = s.lead || s.seat.state === 'SEAT_STATE_TALKING' ? 'work' : s.seat.state === 'SEAT_STATE_READY' ? 'ready' : 'away';
  return h(
    'section',
    { class: `idle ${word}`, role: 'status' },
    h('div', { class: 'halo' }, h(Icon, { name: shapeOf(s.seat.state) })),
    h('h1', null, t(`idle.${word}`)),
    h('p', { class: 'quiet' }, t(`idle.${word}Detail`)),
  );
}

/** @param {import('./parts.js').View} view */
function Who({ s, t, deeds }) {
  const { screen } = s;
  return h(
    'section',
    { class: 'card who', 'aria-label': t('who.title') },
    h('h1', { lang: screen.language }, screen.debtorName || screen.debtorId),
    h(
      'dl',
      { class: 'facts' },
      fact(t('who.lender'), screen.lenderName || screen.lenderId),
      screen.maskedNumber && fact(t('who.number'), screen.maskedNumber),
      screen.localTime && fact(t('who.localTime'), screen.localTime),
    ),
    screen.triedPoints?.length > 0 &&
      h(
        'details',
        { class: 'tried' },
        h('summary', null, t('who.tried')),
        h('ul', null, screen.triedPoints.map((/** @type {any} */ one, /** @type {number} */ i) => h('li', { key: i }, h('strong', null, t(one.channel ?? 'CHANNEL_UNSPECIFIED'), one.maskedPoint && ` · ${one.maskedPoint}`), h('span', { class: 'why' }, one.history)))),
      ),
    !s.lead && h('div', { class: 'row' }, h('span', { class: 'chip' }, t('who.noLead')), h('button', { type: 'button', class: 'act small', onClick: () => deeds.dispatch({ type: 'closeCase' }) }, t('who.close'))),
  );
}

/** @param {string} name @param {any} value */
function fact(name, value) {
  return h('div', { key: name }, h('dt', null, name), h('dd', null, value));
}

/** @param {import('./parts.js').View} view */
function Call({ s, t, locale, deeds }) {
  const { call } = s;
  const inCall = IN_CALL.includes(call?.state);
  const talks = call?.state === 'CALL_STATE_TALKING' || call?.state === 'CALL_STATE_HELD';
  const may = mayDo(s, 'ACTION_NAME_DIAL');
  const dial = may.allowed && isEarly(s) ? { allowed: false, why: t('call.promisedFor', { time: showMoment(s.callAt, locale) }) } : may;
  if (!s.lead && !call) return null;
  return h(
    'section',
    { class: `card call ${inCall ? 'live' : ''}`, 'aria-label': t('call.title') },
    h(
      'p',
      { class: 'state' },
      h(Icon, { name: inCall ? 'phone' : 'down' }),
      h('strong', { role: 'status' }, call ? t(call.state) : t('call.none'), call?.end && `: ${t(call.end)}`),
      talks && h('span', { class: 'time' }, showSpan(s.now + s.ahead - call.talkingSince)),
    ),
    call?.state === 'CALL_STATE_NOT_ALLOWED' && call.why && h('p', { class: 'error' }, t('call.notAllowed', { why: call.why })),
    inCall
      ? h(
          'div',
          { class: 'row' },
          h(Act, { s, key: 'hangUp', icon: 'down', label: t('call.hangUp'), k: 'h', tone: 'danger', run: () => deeds.hangUp() }),
          h(Act, { s, label: call.state === 'CALL_STATE_HELD' ? t('call.resume') : t('call.hold'), k: 'o', off: !talks, pressed: call.state === 'CALL_STATE_HELD', run: () => deeds.hold() }),
          h(Act, { s, label: call.recording ? t('call.recordStop') : t('call.record'), k: 'c', off: call.state !== 'CALL_STATE_TALKING', pressed: call.recording === true, run: () => deeds.record() }),
        )
      : s.lead && h(Act, { s, key: 'dial', icon: 'phone', label: t('call.dial'), k: 'd', tone: dial.allowed ? 'primary wide' : 'wide', off: !dial.allowed, why: dial.why, id: 'dial', run: () => deeds.dial() }),
    call?.recording && h('p', { class: 'recording', role: 'status' }, h(Icon, { name: 'record' }), t('call.recording')),
  );
}

/** @param {import('./parts.js').View} view */
function Identity({ s, t, deeds }) {
  const may = mayDo(s, 'ACTION_NAME_IDENTIFY');
  const icons = /** @type {const} */ ({ right: 'person', third: 'people', unsure: 'unsure' });
  if (!s.lead) return null;
  return h(
    'section',
    { class: 'card identity', 'aria-labelledby': 'identity-title' },
    h('h2', { id: 'identity-title' }, t('identity.title')),
    !may.allowed && may.why && h('p', { class: 'hint' }, may.why),
    IDENTITIES.map((one) =>
      h(
        'button',
        {
          type: 'button', key: one.value, class: `act choice ${one.word}`, 'aria-pressed': String(s.screen.identity === one.value), 'aria-disabled': may.allowed ? undefined : 'true',
          onClick: () => deeds.identify(one.value), ...keyHint(one.key, s.singleKeys),
        },
        h(Icon, { name: icons[/** @type {'right'} */ (one.word)] }),
        h('span', { class: 'label' }, t(`identity.${one.word}`), h('span', { class: 'why' }, t(`identity.${one.word}Hint`))),
        s.screen.identity === one.value && h(Icon, { name: 'check' }),
        h(Key, { k: one.key, on: s.singleKeys }),
      ),
    ),
  );
}

/** What has just happened to the debtor elsewhere: said at once, and it stays until it was read. @param {import('./parts.js').View} view */
function Changed({ s, t, deeds }) {
  const { changed } = s;
  const hidden = changed && closed(s);
  const paid = changed?.kind === 'CHANGE_KIND_PAID' && !hidden;
  const hint = { CHANGE_KIND_PAID: 'paid', CHANGE_KIND_STOPPED: 'stopped' }[changed?.kind] ?? 'other';
  return h(
    'div',
    { class: 'changed-region', role: 'alert' },
    changed &&
      h(
        'div',
        { class: `changed ${paid ? 'paid' : ''}`, 'data-kind': hidden ? undefined : changed.kind },
        h(Icon, { name: paid ? 'money' : 'note' }),
        h('div', null, hidden ? h('strong', null, t('changed.closed')) : [h('p', null, h('strong', null, t(changed.kind)), changed.text && ` · ${changed.text}`), h('p', { class: 'do' }, t(`changed.${hint}Hint`))]),
        h(Act, { s, label: t('changed.understood'), k: 'l', run: () => deeds.dispatch({ type: 'understood' }) }),
      ),
  );
}

/** @param {import('./parts.js').View} view */
function Script({ s, t }) {
  return h(
    'section',
    { class: 'card script', 'aria-labelledby': 'script-title' },
    h('h2', { id: 'script-title' }, t('script.title')),
    h('div', { class: 'scroll', tabIndex: 0, role: 'group', 'aria-labelledby': 'script-title' }, h('p', { lang: s.screen.script ? s.screen.language : undefined, 'aria-live': 'polite' }, s.screen.script || t('script.none'))),
  );
}

/** @param {import('./parts.js').View} view */
function Actions({ s, t, deeds }) {
  return h(
    'section',
    { class: 'card actions', 'aria-labelledby': 'actions-title' },
    h('h2', { id: 'actions-title' }, t('actions.title')),
    h(
      'ul',
      null,
      ACTIONS.map((action) => {
        const may = mayDo(s, action.name);
        const allowed = may.allowed || (action.form === 'correct' && s.conversations.length > 0);
        return h(
          'li',
          { key: action.name },
          h(Act, { s, label: t(action.name), k: action.key, tone: 'wide flat', off: !allowed, why: allowed ? '' : may.why, pressed: action.form ? s.form?.name === action.form : undefined, run: () => deeds.act(action) }),
        );
      }),
    ),
  );
}

/** @param {import('./parts.js').View} view */
function Timeline({ s, t, locale }) {
  const entries = s.screen.timeline ?? [];
  return h(
    'section',
    { class: 'card timeline', 'aria-labelledby': 'timeline-title' },
    h('h2', { id: 'timeline-title' }, t('timeline.title')),
    h('div', { role: 'status' }, s.recorded.map((r) => h('p', { class: 'saved', key: r.id }, h(Icon, { name: 'check' }), h('span', null, h('strong', null, `${t('recorded.title')}: `), r.text)))),
    h(
      'div',
      { class: 'scroll', tabIndex: 0, role: 'group', 'aria-labelledby': 'timeline-title' },
      entries.length === 0
        ? h('p', { class: 'quiet' }, t(!closed(s) ? 'timeline.none' : s.screen.identity === 'IDENTITY_CHECK_PENDING' ? 'identity.closed' : 'identity.closedForGood'))
        : h('ol', null, entries.map((/** @type {any} */ e, /** @type {number} */ i) => h('li', { key: `${e.at}-${i}` }, h('time', { dateTime: e.at }, showMoment(e.at, locale)), h('span', null, e.text), e.words && h('q', { lang: s.screen.language }, e.words)))),
    ),
  );
}

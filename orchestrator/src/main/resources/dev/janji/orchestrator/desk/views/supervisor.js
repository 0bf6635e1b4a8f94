// A supervisor's screen: every seat as it is now, the queues, the kill switch, and what can be done about one agent.
import { showSpan, showTime } from '../dates.js';
import { h } from '../lib/preact.js';
import { FORCED, PARTS } from '../model.js';
import { Act, Icon, shapeOf } from './parts.js';

/** @param {import('./parts.js').View} view */
export function SupervisorView(view) {
  const { s, t, locale } = view;
  const { floor } = s;
  if (!floor) return h('main', { key: 'waiting', id: 'work', tabIndex: -1, class: 'alone' }, h('section', { class: 'idle', role: 'status' }, h('h2', null, t('supervisor.waiting'))));
  const seats = floor.seats ?? [];
  const count = (/** @type {string} */ state) => seats.filter((/** @type {any} */ seat) => (seat.state ?? 'SEAT_STATE_AWAY') === state).length;
  const talking = count('SEAT_STATE_TALKING') + count('SEAT_STATE_OFFERED');
  return h(
    'main',
    { key: 'floor', id: 'work', tabIndex: -1, class: 'floor' },
    h(Kill, view),
    h(
      'section',
      { class: 'card seats', 'aria-labelledby': 'seats-title' },
      h(
        'header',
        null,
        h('h2', { id: 'seats-title' }, t('supervisor.seats')),
        h('span', { class: 'quiet' }, t('supervisor.count', { ready: count('SEAT_STATE_READY'), talking, wrapUp: count('SEAT_STATE_WRAP_UP'), away: count('SEAT_STATE_AWAY') })),
        h('span', { class: 'quiet' }, floor.at && t('supervisor.asOf', { time: showTime(floor.at, locale) })),
      ),
      seats.length === 0 ? h('p', { class: 'quiet' }, t('supervisor.none')) : h(Seats, view),
    ),
    h('div', { class: 'side' }, h(Chosen, view), h(Queues, view)),
  );
}

/** @param {import('./parts.js').View} view */
function Kill({ s, t, deeds }) {
  const stopped = s.floor.dialingStopped === true;
  const up = s.floor.gatewayUp === true;
  return h(
    'section',
    { class: `kill ${stopped ? 'stopped' : ''}`, 'aria-label': t('kill.stop') },
    h('div', { role: 'alert', class: 'what' }, stopped && [h(Icon, { name: 'stop' }), h('strong', null, t('kill.stopped')), h('span', null, t('kill.stoppedDetail'))]),
    h('p', { class: `gateway ${up ? '' : 'bad'}`, role: 'status' }, h(Icon, { name: up ? 'phone' : 'note' }), t(up ? 'supervisor.gatewayUp' : 'supervisor.gatewayDown')),
    h(Act, { s, label: t('messages.toAll'), icon: 'mail', k: 'y', run: () => deeds.dialog('messages') }),
    stopped
      ? h(Act, { s, key: 'start', id: 'kill', icon: 'phone', label: t('kill.start'), k: 'k', tone: 'primary', run: () => deeds.dialog('start') })
      : h(Act, { s, key: 'stop', id: 'kill', icon: 'stop', label: t('kill.stop'), k: 'k', tone: 'danger', run: () => deeds.dialog('kill') }),
  );
}

/** @param {import('./parts.js').View} view */
function Seats({ s, t, deeds }) {
  const now = s.now + s.ahead;
  return h(
    'div',
    { class: 'scroll', tabIndex: 0, role: 'group', 'aria-labelledby': 'seats-title' },
    h(
      'table',
      null,
      h('thead', null, h('tr', null, ['agent', 'state', 'since', 'lead'].map((name) => h('th', { scope: 'col', key: name, class: name === 'since' ? 'number' : '' }, t(`supervisor.${name}`))))),
      h(
        'tbody',
        null,
        s.floor.seats.map((/** @type {any} */ seat) => {
          const state = seat.state ?? 'SEAT_STATE_AWAY';
          return h(
            'tr',
            { key: seat.agentId, class: s.chosen === seat.agentId ? 'chosen' : '' },
            h('th', { scope: 'row' }, h('button', { type: 'button', class: 'plain name', 'aria-pressed': String(s.chosen === seat.agentId), onClick: () => deeds.dispatch({ type: 'chosen', agent: s.chosen === seat.agentId ? '' : seat.agentId }) }, seat.name || seat.agentId)),
            h('td', null, h('span', { class: `state ${state}` }, h(Icon, { name: shapeOf(state) }), state === 'SEAT_STATE_AWAY' && seat.reason ? t(`BREAK_REASON_${seat.reason}`) : t(state))),
            h('td', { class: 'number' }, seat.since ? showSpan(now - Date.parse(seat.since)) : '–'),
            h('td', null, seat.leadId ? t('supervisor.onCase') : h('span', { class: 'quiet' }, '–')),
          );
        }),
      ),
    ),
  );
}

/** @param {import('./parts.js').View} view */
function Chosen({ s, t, deeds }) {
  const seat = s.floor.seats?.find((/** @type {any} */ one) => one.agentId === s.chosen);
  if (!seat) return h('section', { class: 'card chosen' }, h('p', { class: 'quiet' }, t('supervisor.choose')));
  const talks = seat.state === 'SEAT_STATE_TALKING';
  const part = s.parts[seat.agentId];
  const takes = part && part !== 'SUPERVISE_PART_LEAVE';
  return h(
    'section',
    { class: 'card chosen', 'aria-labelledby': 'chosen-title' },
    h('header', null, h('h2', { id: 'chosen-title' }, seat.name || seat.agentId), takes && talks && h('span', { class: 'chip', role: 'status' }, t('supervisor.taking', { part: t(part) }))),
    h('h3', null, t('supervisor.listenTitle'), !talks && h('span', { class: 'why' }, ` ${t('supervisor.notTalking')}`)),
    h('div', { class: 'grid' }, PARTS.map((one) => h(Act, { s, key: one, label: t(one), off: !talks || (one === 'SUPERVISE_PART_LEAVE' && !takes), pressed: one === 'SUPERVISE_PART_LEAVE' ? undefined : takes && part === one, run: () => deeds.supervise(seat.agentId, one) }))),
    h('h3', null, t('supervisor.forceTitle')),
    h('div', { class: 'grid three' }, FORCED.map((one) => h(Act, { s, key: one, label: t(one), tone: one === 'FORCED_STATE_SIGNED_OUT' ? 'danger quiet-danger' : '', run: () => deeds.force(seat.agentId, one) }))),
    h(Act, { s, icon: 'mail', label: t('messages.toAgent', { name: seat.name || seat.agentId }), tone: 'wide', run: () => deeds.dialog('messages', seat.agentId) }),
  );
}

/** @param {import('./parts.js').View} view */
function Queues({ s, t, locale }) {
  const queues = s.floor.queues ?? [];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return h(
    'section',
    { class: 'card queues', 'aria-labelledby': 'queues-title' },
    h('h2', { id: 'queues-title' }, t('supervisor.queues')),
    queues.length === 0 && h('p', { class: 'quiet' }, t('queue.none')),
    h('div', { class: 'scroll', tabIndex: 0, role: 'group', 'aria-labelledby': 'queues-title' }, queues.map((/** @type {any} */ q) => h(Queue, { key: q.queueId, q, t, number }))),
  );
}

/** @param {any} props */
function Queue({ q, t, number }) {
  const abandoned = Math.max(0, q.abandoned ?? 0);
  const left = q.budgetLeft ?? 0;
  const values = { abandoned: number.format(abandoned), answered: number.format(q.answered ?? 0), left: number.format(Math.max(0, left)), over: number.format(Math.max(0, -left)) };
  const passed = left < 0;
  return h(
    'article',
    { class: 'queue' },
    h('header', null, h('h3', null, q.queueId), h('span', { class: 'chip' }, h('span', { class: 'unseen' }, `${t('queue.mode')}: `), q.mode ? t(`mode.${q.mode}`) : '–'), h('span', null, h('strong', null, number.format(q.waiting ?? 0)), ` ${t('queue.waiting')}`), q.callers > 0 && h('span', null, h('strong', null, number.format(q.callers)), ` ${t('queue.callers')}`), h('span', null, h('strong', null, number.format(q.lines ?? 0)), ` ${t('queue.lines')}`)),
    q.pace && h('p', { class: 'quiet' }, q.pace),
    h('div', { class: `budget ${passed ? 'bad' : ''}` }, h('meter', { min: 0, max: Math.max(abandoned + Math.max(0, left), 0.01), value: abandoned, 'aria-label': t('queue.budget') }), h('p', null, passed && h(Icon, { name: 'note' }), `${t('queue.budget')}: ${t(passed ? 'queue.budgetPassed' : 'queue.budgetText', values)}`)),
  );
}

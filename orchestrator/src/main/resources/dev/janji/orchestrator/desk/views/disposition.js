// How the conversation ended: one key each, in groups that lie as the rows of the keyboard do.
import { showSpan } from '../dates.js';
import { h } from '../lib/preact.js';
import { DISPOSITIONS, REASONS, fits } from '../model.js';
import { closed, isPending, mayDo } from '../state.js';
import { Act, Icon, Key } from './parts.js';

/** @param {import('./parts.js').View} view */
export function Disposition(view) {
  const { s, t, deeds } = view;
  const may = mayDo(s, 'ACTION_NAME_DISPOSE');
  const { choice } = s;
  const unknown = closed(s);
  return h(
    'section',
    { class: 'card dispose', id: 'dispose', tabIndex: -1, 'aria-labelledby': 'dispose-title' },
    h('header', null, h('h2', { id: 'dispose-title' }, t('dispose.title')), h(WrapUp, view), h('span', { class: 'hint' }, may.allowed ? `${t('dispose.hint')} ${t(unknown ? 'dispose.needsIdentity' : 'dispose.needsOther')}` : may.why)),
    h(
      'div',
      { class: 'groups' },
      DISPOSITIONS.map(({ group, choices }) =>
        h(
          'div',
          { class: `group ${group}`, key: group, role: 'group', 'aria-labelledby': `dispose-${group}` },
          h('h3', { id: `dispose-${group}` }, t(`dispose.${group}`)),
          h(
            'div',
            { class: 'choices' },
            choices.map(({ value, key }) => {
              const off = !fits(value, !unknown);
              return h(
                'button',
                { type: 'button', key: value, class: 'choice', 'data-value': value, 'aria-pressed': String(choice.disposition === value), 'aria-disabled': off ? 'true' : undefined, onClick: () => deeds.choose(value), 'aria-keyshortcuts': key },
                h(Key, { k: key, on: true }),
                h('span', null, t(value)),
                choice.disposition === value && h(Icon, { name: 'check' }),
              );
            }),
          ),
        ),
      ),
    ),
    h(
      'footer',
      null,
      !unknown &&
        h(
          'div',
          { class: 'reasons', role: 'group', 'aria-labelledby': 'dispose-reason' },
          h('span', { id: 'dispose-reason', class: 'quiet' }, t('dispose.reason')),
          REASONS.map((value, i) => h('button', { type: 'button', key: value, class: 'choice', 'aria-pressed': String(choice.reason === value), onClick: () => deeds.dispatch({ type: 'reason', reason: value }), 'aria-keyshortcuts': String(i + 1) }, h(Key, { k: String(i + 1), on: true }), t(value))),
        ),
      h('p', { class: 'error', role: 'alert' }, choice.problem && [h(Icon, { name: 'note' }), t(choice.problem)]),
      h(Act, { s, id: 'dispose-save', icon: 'check', label: isPending(s, 'dispose') ? t('form.saving') : t('dispose.save'), tone: 'primary', off: !may.allowed || isPending(s, 'dispose'), run: () => deeds.dispose() }),
    ),
  );
}

/** @param {import('./parts.js').View} view */
function WrapUp({ s, t }) {
  if (s.seat.state !== 'SEAT_STATE_WRAP_UP') return null;
  const now = s.now + s.ahead;
  const text = s.seat.until ? t('wrapUp.left', { seconds: Math.max(0, Math.ceil((s.seat.until - now) / 1000)) }) : t('wrapUp.running', { time: showSpan(now - s.seat.since) });
  return h('span', { class: 'chip wrapup' }, h(Icon, { name: 'wrapUp' }), text);
}

// The whole page: who is nobody signs in, an agent works a case, a supervisor sees the floor.
import { h } from '../lib/preact.js';
import { AgentView } from './agent.js';
import { Dialogs } from './dialogs.js';
import { Header } from './header.js';
import { Icon } from './parts.js';
import { SignIn } from './signin.js';
import { SupervisorView } from './supervisor.js';
import { showDate } from '../dates.js';

/** @param {import('./parts.js').View} view */
export function App(view) {
  const { s, t } = view;
  if (!s.me) return h(SignIn, view);
  return h(
    'div',
    { class: 'page' },
    h('a', { class: 'skip', href: '#work' }, t('app.skip')),
    h(Header, view),
    h(LinkBar, view),
    s.me.duty === 'DUTY_SUPERVISOR' ? h(SupervisorView, view) : h(AgentView, view),
    h(Toasts, view),
    h(Dialogs, view),
  );
}

/** The connection, while there is none. @param {import('./parts.js').View} view */
function LinkBar({ s, t }) {
  const lost = s.link !== 'open';
  return h(
    'div',
    { class: lost ? 'linkbar shown' : 'linkbar', role: 'status' },
    lost && [h(Icon, { name: 'note' }), h('strong', null, t('link.lost')), ' ', h('span', null, t('link.lostDetail', { seconds: s.me.graceSeconds ?? 0 }))],
  );
}

/** Short notes; each stays until it is closed or three newer ones came. @param {import('./parts.js').View} view */
function Toasts({ s, t, locale, deeds }) {
  const values = (/** @type {any} */ v) => (v ? { ...v, date: v.lastDay ? showDate(v.lastDay, locale) : '' } : undefined);
  return h(
    'div',
    { class: 'toasts', role: 'status' },
    s.toasts.map((one) =>
      h(
        'div',
        { class: `toast ${one.tone}`, key: one.id },
        h(Icon, { name: one.tone === 'good' ? 'check' : 'note' }),
        h('p', null, one.tone === 'bad' && h('strong', null, `${t('refused.title')}. `), t(one.text, values(one.values))),
        h('button', { type: 'button', class: 'plain', 'aria-label': t('help.close'), onClick: () => deeds.dispatch({ type: 'dismiss', id: one.id }) }, h(Icon, { name: 'close' })),
      ),
    ),
  );
}

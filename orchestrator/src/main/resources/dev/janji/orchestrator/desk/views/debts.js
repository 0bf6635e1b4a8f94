// What is owed. While the debtor is not identified there is nothing of it in the document, and it says why.
import { isoOf, showDate } from '../dates.js';
import { h } from '../lib/preact.js';
import { showMoney } from '../money.js';
import { closed } from '../state.js';
import { Icon } from './parts.js';

/** @param {import('./parts.js').View} view */
export function Debts({ s, t, locale, deeds }) {
  if (closed(s)) {
    const pending = s.screen.identity === 'IDENTITY_CHECK_PENDING' || !s.screen.identity;
    return h(
      'section',
      { class: 'card closed', 'aria-label': t('debts.title') },
      h(Icon, { name: 'lock' }),
      h('div', null, h('h2', null, t(pending ? 'identity.closed' : 'identity.closedForGood')), h('p', null, t(pending ? 'identity.closedPending' : 'identity.closedOther'))),
    );
  }
  const debts = s.screen.debts ?? [];
  // With one debt, or none chosen, the conversation was about all.
  const choose = s.lead && debts.length > 1;
  return h(
    'section',
    { class: 'card debts', 'aria-labelledby': 'debts-title' },
    h('h2', { id: 'debts-title' }, t('debts.title')),
    debts.length === 0
      ? h('p', { class: 'quiet' }, t('debts.none'))
      : h(
          'div',
          { class: 'scroll', tabIndex: 0, role: 'group', 'aria-labelledby': 'debts-title' },
          h(
            'table',
            null,
            h('thead', null, h('tr', null, ['account', 'late', 'overdue', 'outstanding', 'due', 'promise'].map((name) => h('th', { scope: 'col', key: name, class: ['late', 'overdue', 'outstanding'].includes(name) ? 'number' : '' }, t(`debts.${name}`))))),
            h('tbody', null, debts.map((/** @type {any} */ d) => h(Debt, { key: d.accountId, d, t, locale, chosen: choose ? s.choice.accounts.includes(d.accountId) : undefined, onChoose: () => deeds.chooseAccount(d.accountId) }))),
          ),
        ),
  );
}

/** @param {any} props */
function Debt({ d, t, locale, chosen, onChoose }) {
  const promised = d.promised ? t('debts.promised', { amount: showMoney(d.promised, locale), date: showDate(isoOf(d.promisedBy), locale) }) : t('debts.noPromise');
  const record = d.kept || d.broken ? t('debts.record', { kept: d.kept ?? 0, broken: d.broken ?? 0 }) : '';
  return [
    h(
      'tr',
      { 'data-account': d.accountId },
      h('th', { scope: 'row' }, chosen !== undefined && h('input', { type: 'checkbox', class: 'about', checked: chosen, 'aria-label': t('debts.about', { account: d.product || d.accountId }), title: t('debts.about', { account: d.product || d.accountId }), onChange: onChoose }), d.product || d.accountId, h('span', { class: 'why' }, d.product ? d.accountId : '', d.bucket ? ` · ${d.bucket}` : '')),
      h('td', { class: 'number' }, d.daysPastDue ?? 0),
      h('td', { class: 'number strong' }, showMoney(d.overdue, locale)),
      h('td', { class: 'number' }, showMoney(d.outstanding, locale)),
      h('td', null, showDate(isoOf(d.dueDate), locale)),
      h('td', null, d.promised ? h('strong', null, promised) : h('span', { class: 'quiet' }, promised), record && h('span', { class: 'why' }, record)),
    ),
    d.suspended && h('tr', { class: 'suspended' }, h('td', { colSpan: 6 }, h(Icon, { name: 'note' }), t('debts.suspended', { why: d.suspended }))),
  ];
}

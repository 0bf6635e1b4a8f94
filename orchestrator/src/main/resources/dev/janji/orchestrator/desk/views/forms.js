// The forms of what an agent captures. Each field says what is wrong with it beside it; Enter saves, Esc closes.
import { nextPayday, plusDays, showDate, showDay, showMoment } from '../dates.js';
import { correctable, debtOf, sumOf, todayOf, zoneOf } from '../forms.js';
import { h } from '../lib/preact.js';
import { ALL_DISPOSITIONS, COMPLAINTS, REASONS } from '../model.js';
import { minorOf, readAmount, showMoney, writeAmount } from '../money.js';
import { Act, Field, Icon } from './parts.js';

/** @param {import('./parts.js').View} view */
export function Form(view) {
  const { s, t, deeds } = view;
  const { form } = s;
  return h(
    'section',
    { class: `card form ${form.name}`, 'aria-labelledby': 'form-title' },
    h(
      'form',
      {
        noValidate: true, key: form.name,
        onSubmit: (/** @type {Event} */ e) => {
          e.preventDefault();
          if (!form.saving) deeds.save();
        },
      },
      h('header', null, h('h2', { id: 'form-title' }, t(`${form.name}.title`)), h('span', { class: 'hint' }, 'Enter, Esc')),
      h('div', { class: 'fields scroll' }, h(FORMS[form.name], view)),
      h(
        'footer',
        null,
        h('p', { class: 'error', id: 'f-refused', tabIndex: -1, role: 'alert' }, form.refused && [h(Icon, { name: 'note' }), t(form.refused)]),
        h(Act, { s, label: t('form.cancel'), run: () => deeds.dispatch({ type: 'closeForm' }) }),
        h('button', { type: 'submit', class: 'act primary', 'aria-disabled': form.saving ? 'true' : undefined }, h(Icon, { name: 'check' }), form.saving ? t('form.saving') : t('form.save')),
      ),
    ),
  );
}

/** A field of the open form, bound to its draft. @param {any} props */
function Bound({ view, name, label, type = 'text', hint = '', children = undefined, ...rest }) {
  const { s, t, deeds } = view;
  const wrong = s.form.errors[name];
  const value = s.form.values[name] ?? '';
  const onInput = (/** @type {any} */ e) => deeds.field(name, e.target.value);
  return h(Field, { id: `f-${name}`, label, hint, error: wrong && t(wrong.key, wrong.values) }, (/** @type {any} */ aria) =>
    children ? h('select', { ...aria, value, onChange: onInput }, children) : h('input', { ...aria, type, value, onInput, autocomplete: 'off', ...rest }),
  );
}

/** @param {any} props */
function Account({ view }) {
  const { s, t, locale } = view;
  return h(
    Bound,
    { view, name: 'account', label: t('form.account') },
    (s.screen.debts ?? []).map((/** @type {any} */ d) => h('option', { key: d.accountId, value: d.accountId }, `${d.product || d.accountId} · ${showMoney(d.overdue, locale)}`)),
  );
}

/** A value that is one press away. @param {any} props */
function Pick({ deeds, name, value, now, label }) {
  return h('button', { type: 'button', class: 'pick', 'aria-pressed': String(now === value), onClick: () => deeds.field(name, value) }, label);
}

/** @type {Record<string, (view: import('./parts.js').View) => any>} */
const FORMS = {
  promise(view) {
    const { s, t, locale, deeds } = view;
    const v = s.form.values;
    const debt = debtOf(s, v.account);
    const today = todayOf(s);
    const payday = nextPayday(today);
    const currency = debt?.overdue?.currency ?? '';
    const full = debt ? writeAmount(minorOf(debt.overdue), currency, locale) : '';
    const minor = debt ? readAmount(v.amount, currency, locale) : null;
    return [
      h(Account, { view }),
      h('div', { class: 'with-picks' }, h(Bound, { view, name: 'amount', label: t('form.amount', { currency }), inputMode: 'decimal' }), h(Pick, { deeds, name: 'amount', value: full, now: v.amount, label: t('form.full') })),
      h(
        'div',
        { class: 'with-picks' },
        h(Bound, { view, name: 'by', label: t('form.by'), type: 'date', min: today }),
        h(Pick, { deeds, name: 'by', value: today, now: v.by, label: t('form.today') }),
        h(Pick, { deeds, name: 'by', value: plusDays(today, 1), now: v.by, label: t('form.tomorrow') }),
        h(Pick, { deeds, name: 'by', value: payday, now: v.by, label: t('form.payday', { date: showDay(payday, locale) }) }),
      ),
      minor && v.by ? h('p', { class: 'say', role: 'status' }, t('form.next', { amount: showMoney({ currency, minor: String(minor) }, locale), date: showDate(v.by, locale) })) : null,
    ];
  },
  arrangement(view) {
    const { s, t, locale, deeds } = view;
    const count = Math.min(12, Math.max(0, Number(s.form.values.count) || 0));
    const sums = sumOf(s, s.form);
    const rest = sums ? minorOf(sums.overdue) - sums.sum : 0n;
    const money = (/** @type {bigint} */ minor) => showMoney({ currency: sums?.overdue.currency ?? '', minor: String(minor) }, locale);
    return [
      h(
        'div',
        { class: 'inline' },
        h(Account, { view }),
        h(Bound, { view, name: 'count', label: t('arrangement.count') }, Array.from({ length: 11 }, (_, i) => h('option', { key: i, value: String(i + 2) }, i + 2))),
        h(Bound, { view, name: 'first', label: t('arrangement.first'), type: 'date', min: todayOf(s) }),
        h('button', { type: 'button', class: 'pick', onClick: () => deeds.field('propose', true) }, t('arrangement.propose')),
      ),
      h(
        'ol',
        { class: 'instalments' },
        Array.from({ length: count }, (_, i) =>
          h(
            'li',
            { key: i },
            h('span', { class: 'quiet' }, t('arrangement.number', { n: i + 1 })),
            h(Bound, { view, name: `amount${i + 1}`, label: h('span', { class: 'unseen' }, t('arrangement.amountOf', { n: i + 1 })), inputMode: 'decimal' }),
            h(Bound, { view, name: `due${i + 1}`, label: h('span', { class: 'unseen' }, t('arrangement.dueOf', { n: i + 1 })), type: 'date', min: todayOf(s) }),
          ),
        ),
      ),
      sums &&
        h(
          'p',
          { class: 'say', role: 'status' },
          t('arrangement.sum', { sum: money(sums.sum), overdue: money(minorOf(sums.overdue)) }),
          ': ',
          h('strong', null, rest === 0n ? t('arrangement.exact') : rest > 0n ? t('arrangement.short', { amount: money(rest) }) : t('arrangement.over', { amount: money(-rest) })),
        ),
    ];
  },
  callback(view) {
    const { s, t, deeds, locale } = view;
    const v = s.form.values;
    const { zone, theirs } = zoneOf(s);
    const today = todayOf(s);
    return [
      h('p', { class: 'quiet' }, t(theirs ? 'callback.zone' : 'callback.ownZone', { zone })),
      h(
        'div',
        { class: 'with-picks' },
        h(Bound, { view, name: 'day', label: t('callback.day'), type: 'date', min: today, max: plusDays(today, 31) }),
        h(Pick, { deeds, name: 'day', value: today, now: v.day, label: t('form.today') }),
        h(Pick, { deeds, name: 'day', value: plusDays(today, 1), now: v.day, label: `${t('form.tomorrow')}, ${showDay(plusDays(today, 1), locale)}` }),
      ),
      h('div', { class: 'inline' }, h(Bound, { view, name: 'from', label: t('callback.from'), type: 'time' }), h(Bound, { view, name: 'until', label: t('callback.until'), type: 'time' }), h(Bound, { view, name: 'skill', label: t('callback.skill'), maxlength: 64 })),
    ];
  },
  dispute(view) {
    return [h(Account, { view }), h('p', { class: 'say' }, view.t('dispute.explain'))];
  },
  complaint(view) {
    const { s, t, deeds } = view;
    return [
      h(Bound, { view, name: 'category', label: t('complaint.category') }, [h('option', { key: '', value: '' }, '–'), ...COMPLAINTS.map((c) => h('option', { key: c, value: c }, t(c)))]),
      h('label', { class: 'check' }, h('input', { type: 'checkbox', checked: s.form.values.hold, onChange: (/** @type {any} */ e) => deeds.field('hold', e.target.checked) }), h('span', null, t('complaint.hold'))),
    ];
  },
  correct(view) {
    const { s, t, locale } = view;
    const held = correctable(s);
    if (held.length === 0) return [h('p', { class: 'quiet' }, t('correct.none'))];
    return [
      h(Bound, { view, name: 'conversation', label: t('correct.which') }, held.map((c) => h('option', { key: c.conversationId, value: c.conversationId }, `${showMoment(c.at, locale)} · ${c.debtorId} · ${c.text || t(c.disposition)}`))),
      h('div', { class: 'inline' },
        h(Bound, { view, name: 'disposition', label: t('correct.to') }, [h('option', { key: '', value: '' }, '–'), ...ALL_DISPOSITIONS.map((d) => h('option', { key: d.value, value: d.value }, t(d.value)))]),
        h(Bound, { view, name: 'reason', label: t('dispose.reason') }, [h('option', { key: '', value: '' }, '–'), ...REASONS.map((r) => h('option', { key: r, value: r }, t(r)))]),
      ),
    ];
  },
};

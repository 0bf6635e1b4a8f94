// What an agent captures: a draft in the language of the screen, what is wrong with it, and the request it becomes. Pure.
import { civilOf, dateOf, instantOf, isZone, ownZone, plusDays, plusMonths } from './dates.js';
import { localeOf } from './language.js';
import { minorOf, readAmount, showMoney, writeAmount } from './money.js';
import { focusOn } from './state.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {{errors: Record<string, {key: string, values?: any}>, body: any, note?: any}} Checked */

const FIRST_FIELD = { promise: 'amount', arrangement: 'count', callback: 'day', dispute: 'account', complaint: 'category', correct: 'conversation' };
const NEED_DEBTS = ['promise', 'arrangement', 'dispute'];
/** An instant that a callback is promised for lies at most so far ahead (janji.lender.v1). */
const CALLBACK_WITHIN = 31 * 86_400_000;

/** The debtor's zone when it is known, else the agent's. @param {State} s @returns {{zone: string, theirs: boolean}} */
export function zoneOf(s) {
  return isZone(s.screen?.zone) ? { zone: s.screen.zone, theirs: true } : { zone: ownZone(), theirs: false };
}

/** Today where the debtor is. @param {State} s */
export function todayOf(s) {
  return civilOf(s.now + s.ahead, zoneOf(s).zone).date;
}

/** @param {State} s @param {string} accountId */
export function debtOf(s, accountId) {
  return s.screen?.debts?.find((/** @type {any} */ d) => d.accountId === accountId);
}

/** @param {State} s @param {string} name @returns {State} */
export function openForm(s, name) {
  if (!s.screen && name !== 'correct') return s;
  const today = todayOf(s);
  const worst = s.screen?.debts?.[0];
  const draft = {
    promise: () => ({ account: worst?.accountId ?? '', amount: '', by: '' }),
    arrangement: () => ({ account: worst?.accountId ?? '', count: '3', first: plusDays(today, 7) }),
    callback: () => ({ day: plusDays(today, 1), from: '10:00', until: '11:00', skill: '' }),
    dispute: () => ({ account: worst?.accountId ?? '' }),
    complaint: () => ({ category: '', hold: false }),
    correct: () => ({ conversation: correctable(s)[0]?.conversationId ?? '', disposition: '', reason: '' }),
  }[name];
  if (!draft) throw new Error(`Expected a form that is known, but got ${name}`);
  const form = {
    name, needsDebts: NEED_DEBTS.includes(name), debtor: s.screen ? `${s.screen.lenderId}/${s.screen.debtorId}` : '',
    values: draft(), errors: {}, refused: '', saving: false,
  };
  return focusOn({ ...s, form: name === 'arrangement' ? proposed(s, form) : form }, `f-${FIRST_FIELD[name]}`);
}

/** @param {State} s @param {any} form @param {string} name @param {any} value @returns {any} */
export function formChanged(s, form, name, value) {
  const errors = { ...form.errors };
  delete errors[name];
  const changed = { ...form, errors, refused: '', values: { ...form.values, [name]: value } };
  const again = form.name === 'arrangement' && ['account', 'count', 'first', 'propose'].includes(name);
  return again ? proposed(s, changed) : changed;
}

/** Equal instalments in whole units of the currency, a month apart; the last one has what is left over. @param {State} s @param {any} form */
function proposed(s, form) {
  const overdue = debtOf(s, form.values.account)?.overdue;
  const count = Math.trunc(Number(form.values.count));
  if (!overdue || !(count >= 2 && count <= 12) || !dateOf(form.values.first)) return form;
  const unit = writeUnit(overdue.currency);
  const whole = minorOf(overdue);
  const each = (whole / BigInt(count) / unit) * unit;
  /** @type {Record<string, string>} */
  const rows = {};
  for (let i = 1; i <= count; i++) {
    const amount = i === count ? whole - each * BigInt(count - 1) : each;
    rows[`amount${i}`] = writeAmount(amount, overdue.currency, localeOf(s.language));
    rows[`due${i}`] = plusMonths(form.values.first, i - 1);
  }
  return { ...form, values: { ...form.values, ...rows } };
}

/** A round sum to pay: a thousand rupiah, else one whole unit. @param {string} currency */
function writeUnit(currency) {
  return currency === 'IDR' ? 100_000n : currency === 'JPY' || currency === 'KRW' || currency === 'VND' ? 1n : 100n;
}

/** How far the instalments are from what is overdue. @param {State} s @param {any} form @returns {{sum: bigint, overdue: any} | null} */
export function sumOf(s, form) {
  const overdue = debtOf(s, form.values.account)?.overdue;
  if (!overdue) return null;
  let sum = 0n;
  for (let i = 1; i <= Number(form.values.count); i++) {
    sum += readAmount(form.values[`amount${i}`] ?? '', overdue.currency, localeOf(s.language)) ?? 0n;
  }
  return { sum, overdue };
}

/** Conversations whose disposition can be corrected: of the debtor on the screen, then those that this session held. @param {State} s */
export function correctable(s) {
  const here = (s.screen?.timeline ?? [])
    .filter((/** @type {any} */ e) => e.conversationId)
    .map((/** @type {any} */ e) => ({ conversationId: e.conversationId, lenderId: s.screen.lenderId, debtorId: s.screen.debtorId, at: Date.parse(e.at), text: e.text }));
  const known = new Set(here.map((/** @type {any} */ c) => c.conversationId));
  return [...here, ...s.conversations.filter((c) => !known.has(c.conversationId))];
}

/** @param {State} s @returns {Checked} of the open form; `body` is a request without its id, there when nothing is wrong */
export function check(s) {
  const checked = CHECKS[s.form.name](s, s.form.values);
  return Object.keys(checked.errors).length ? { errors: checked.errors, body: null } : checked;
}

/** @param {State} s @param {any} errors @param {string} field @param {string} text @param {any} debt @param {bigint} [most] @returns {bigint} */
function amountIn(s, errors, field, text, debt, most) {
  const locale = localeOf(s.language);
  const currency = debt.overdue.currency;
  const minor = readAmount(text, currency, locale);
  if (minor === null) errors[field] = { key: 'form.error.amount', values: { example: writeAmount(125_000_000n, currency, locale) } };
  else if (minor <= 0n) errors[field] = { key: 'form.error.amountLow' };
  else if (most !== undefined && minor > most) errors[field] = { key: 'form.error.amountHigh', values: { amount: showMoney(debt.overdue, locale) } };
  return minor ?? 0n;
}

/** @param {State} s @param {any} errors @param {string} field @param {string} iso @returns {any} */
function dayIn(s, errors, field, iso) {
  const date = dateOf(iso);
  if (!date) errors[field] = { key: 'form.error.date' };
  else if (iso < todayOf(s)) errors[field] = { key: 'form.error.datePast' };
  return date;
}

/** @type {Record<string, (s: State, v: any) => Checked>} */
const CHECKS = {
  promise(s, v) {
    /** @type {Checked['errors']} */
    const errors = {};
    const debt = debtOf(s, v.account);
    if (!debt) return { errors: { account: { key: 'form.error.account' } }, body: null };
    const minor = amountIn(s, errors, 'amount', v.amount, debt, minorOf(debt.overdue));
    const by = dayIn(s, errors, 'by', v.by);
    const amount = { currency: debt.overdue.currency, minor: String(minor) };
    return { errors, body: { capturePromise: { leadId: s.lead, accountId: v.account, amount, by } } };
  },
  arrangement(s, v) {
    /** @type {Checked['errors']} */
    const errors = {};
    const debt = debtOf(s, v.account);
    if (!debt) return { errors: { account: { key: 'form.error.account' } }, body: null };
    const instalments = [];
    for (let i = 1; i <= Number(v.count); i++) {
      const minor = amountIn(s, errors, `amount${i}`, v[`amount${i}`] ?? '', debt);
      const dueDate = dayIn(s, errors, `due${i}`, v[`due${i}`] ?? '');
      if (i > 1 && dueDate && v[`due${i}`] <= v[`due${i - 1}`]) errors[`due${i}`] ??= { key: 'form.error.dateOrder' };
      instalments.push({ number: i, dueDate, amountMinor: String(minor) });
    }
    return { errors, body: { captureArrangement: { leadId: s.lead, accountId: v.account, instalments } } };
  },
  callback(s, v) {
    /** @type {Checked['errors']} */
    const errors = {};
    if (!dateOf(v.day)) errors.day = { key: 'form.error.date' };
    for (const field of ['from', 'until']) if (!/^\d\d:\d\d$/.test(v[field])) errors[field] = { key: 'form.error.time' };
    if (Object.keys(errors).length) return { errors, body: null };
    const now = s.now + s.ahead;
    const { zone } = zoneOf(s);
    const from = instantOf(v.day, v.from, zone);
    const until = instantOf(v.day, v.until, zone);
    if (until <= now) errors.day = { key: 'form.error.timePast' };
    else if (until > now + CALLBACK_WITHIN) errors.day = { key: 'form.error.timeFar' };
    if (until <= from) errors.until = { key: 'form.error.time' };
    const body = { leadId: s.lead, from: new Date(from).toISOString(), until: new Date(until).toISOString(), skill: v.skill.trim() };
    return { errors, body: { bookCallback: body } };
  },
  dispute(s, v) {
    return debtOf(s, v.account)
      ? { errors: {}, body: { raiseDispute: { leadId: s.lead, accountId: v.account } } }
      : { errors: { account: { key: 'form.error.account' } }, body: null };
  },
  complaint(s, v) {
    return v.category
      ? { errors: {}, body: { fileComplaint: { leadId: s.lead, category: v.category, hold: v.hold } } }
      : { errors: { category: { key: 'form.error.category' } }, body: null };
  },
  correct(s, v) {
    /** @type {Checked['errors']} */
    const errors = {};
    const held = correctable(s).find((c) => c.conversationId === v.conversation);
    if (!held) errors.conversation = { key: 'form.error.conversation' };
    if (!v.disposition) errors.disposition = { key: 'form.error.disposition' };
    const { lenderId, debtorId, conversationId } = held ?? {};
    const body = { lenderId, debtorId, conversationId, disposition: v.disposition, ...(v.reason && { reason: v.reason }) };
    return { errors, body: { correctDisposition: body } };
  },
};

import { expect } from './expect.js';
import { OFFER, TALKING, after, screen } from './state-units.js';
import { civilOf, dateOf, instantOf, isoOf, nextPayday, plusDays, plusMonths, showSpan } from '/desk/dates.js';
import { check } from '/desk/forms.js';
import { readAmount, showMoney, writeAmount } from '/desk/money.js';
import { reduce } from '/desk/state.js';

/** @param {string} name @param {Record<string, any>} values */
function filled(name, values) {
  const open = reduce(after(OFFER, TALKING, screen('IDENTITY_CHECK_PASSED')), { type: 'openForm', form: name });
  return Object.entries(values).reduce((s, [field, value]) => reduce(s, { type: 'field', name: field, value }), open);
}

export const formTests = {
  shouldReadAmountsOfTheLanguageAndNoOther() {
    expect(readAmount('1.250.000', 'IDR', 'id-ID'), 125_000_000n);
    expect(readAmount('1250000,5', 'IDR', 'id-ID'), 125_000_050n);
    expect(readAmount(' 1 250 000 ', 'IDR', 'id-ID'), 125_000_000n);
    expect(readAmount('1,250.50', 'USD', 'en-GB'), 125_050n);
    expect(readAmount('1,250', 'IDR', 'id-ID'), null, 'three decimals');
    expect(readAmount('12.50', 'IDR', 'id-ID'), null, 'a group of two');
    expect(readAmount('1.250.00', 'IDR', 'id-ID'), null);
    expect(readAmount('500', 'JPY', 'en-GB'), 500n);
    expect(readAmount('500.5', 'JPY', 'en-GB'), null, 'there is no half yen');
    for (const wrong of ['', '-5', '1e5', 'satu', '1..0', '99999999999999999999']) expect(readAmount(wrong, 'IDR', 'id-ID'), null, wrong);
  },
  shouldWriteWhatItReads() {
    for (const currency of ['IDR', 'JPY', 'KWD', 'USD']) {
      for (const locale of ['id-ID', 'en-GB']) {
        for (const minor of [1n, 99n, 100n, 123_456_789n, 9_007_199_254_740_993n]) {
          expect(readAmount(writeAmount(minor, currency, locale), currency, locale), minor, `${currency} ${locale}`);
        }
      }
    }
  },
  shouldShowMoneyWithoutEmptyDecimals() {
    expect(showMoney({ currency: 'IDR', minor: '125000000' }, 'id-ID').replace('\u00a0', ' '), 'Rp 1.250.000');
    expect(showMoney({ currency: 'IDR', minor: '125000050' }, 'id-ID').replace('\u00a0', ' '), 'Rp 1.250.000,50');
    expect(showMoney(/** @type {any} */ ({ currency: 'IDR' }), 'id-ID').replace('\u00a0', ' '), 'Rp 0');
    expect(showMoney(undefined, 'id-ID'), '–');
  },
  shouldKnowTheCalendar() {
    expect(dateOf('2026-02-29'), null);
    expect(isoOf(dateOf('2028-02-29') ?? undefined), '2028-02-29');
    expect(plusDays('2026-12-31', 1), '2027-01-01');
    expect(plusMonths('2026-01-31', 1), '2026-02-28');
    expect(plusMonths('2026-11-30', 3), '2027-02-28');
    expect([nextPayday('2026-11-24'), nextPayday('2026-11-25'), nextPayday('2026-12-26')], ['2026-11-25', '2026-12-25', '2027-01-25']);
    expect([showSpan(0), showSpan(61_000), showSpan(3_661_000), showSpan(-5)], ['0:00', '1:01', '1:01:01', '0:00']);
  },
  shouldTurnCivilTimesIntoInstantsOfTheirZone() {
    expect(new Date(instantOf('2026-11-25', '14:00', 'Asia/Makassar')).toISOString(), '2026-11-25T06:00:00.000Z');
    expect(new Date(instantOf('2026-03-08', '12:00', 'America/New_York')).toISOString(), '2026-03-08T16:00:00.000Z', 'the day the clocks go forward');
    expect(new Date(instantOf('2026-11-01', '12:00', 'America/New_York')).toISOString(), '2026-11-01T17:00:00.000Z', 'the day they go back');
    for (const zone of ['Asia/Jakarta', 'Asia/Kathmandu', 'America/New_York', 'Pacific/Apia']) {
      for (let hour = 0; hour < 24 * 365; hour += 37) {
        const at = Date.UTC(2026, 0, 1, hour);
        const { date, time } = civilOf(at, zone);
        const back = civilOf(instantOf(date, time, zone), zone);
        expect([back.date, back.time], [date, time], zone);
      }
    }
  },
  shouldCheckAPromise() {
    const wrong = check(filled('promise', { amount: '1.250.001', by: '2026-11-23' })).errors;
    expect([wrong.amount.key, wrong.by.key], ['form.error.amountHigh', 'form.error.datePast']);
    expect(check(filled('promise', { amount: '0', by: '2026-11-24' })).errors.amount.key, 'form.error.amountLow');
    expect(check(filled('promise', { amount: 'x', by: '' })).body, null);
    expect(check(filled('promise', { amount: '1.250.000,50', by: '2026-11-25' })).body, {
      capturePromise: { leadId: 'lead-1', accountId: 'account-1', amount: { currency: 'IDR', minor: '125000050' }, by: { year: 2026, month: 11, day: 25 } },
    });
  },
  shouldProposeInstalmentsThatSumUp() {
    for (let count = 2; count <= 12; count++) {
      const { instalments } = check(filled('arrangement', { count: String(count) })).body.captureArrangement;
      expect(instalments.length, count);
      expect(instalments.reduce((/** @type {bigint} */ sum, /** @type {any} */ i) => sum + BigInt(i.amountMinor), 0n), 125_000_050n, `${count} instalments`);
      expect(instalments.slice(0, -1).every((/** @type {any} */ i) => BigInt(i.amountMinor) % 100_000n === 0n), true, 'round sums');
    }
    expect(check(filled('arrangement', { due2: '2026-12-01' })).errors.due2.key, 'form.error.dateOrder');
    expect(check(filled('arrangement', { amount1: '' })).errors.amount1.key, 'form.error.amount');
  },
  shouldBookACallbackByTheDebtorsClock() {
    const { bookCallback } = check(filled('callback', { day: '2026-11-25', from: '14:00', until: '15:00' })).body;
    expect([bookCallback.from, bookCallback.until], ['2026-11-25T06:00:00.000Z', '2026-11-25T07:00:00.000Z']);
    expect(check(filled('callback', { day: '2026-11-24', from: '10:00', until: '10:30' })).errors.day.key, 'form.error.timePast', 'it is 11:00 there');
    expect(check(filled('callback', { day: '2027-01-24' })).errors.day.key, 'form.error.timeFar');
    expect(check(filled('callback', { from: '15:00', until: '14:00' })).errors.until.key, 'form.error.time');
  },
  shouldNotGuessACategoryOrADisposition() {
    expect(check(filled('complaint', {})).errors.category.key, 'form.error.category');
    expect(check(filled('complaint', { category: 'COMPLAINT_CATEGORY_CONDUCT', hold: true })).body.fileComplaint.hold, true);
    expect(Object.keys(check(filled('correct', {})).errors), ['conversation', 'disposition']);
  },
};

import { expect } from './expect.js';
import { fits } from '/desk/model.js';
import { initial, isEarly, reduce } from '/desk/state.js';

const NOW = Date.parse('2026-11-24T03:00:00Z');
const iso = (/** @type {number} */ millis) => new Date(millis).toISOString();

/** @param {any} message */
const told = (message) => ({ type: 'message', message, now: NOW });

/** @param {any[]} messages */
export function after(...messages) {
  return [{ signedIn: { agentId: 'agent-1', duty: 'DUTY_AGENT', now: iso(NOW) } }, ...messages].reduce((s, m) => reduce(s, told(m)), initial('id', true, NOW));
}

export const OFFER = { offered: { leadId: 'lead-1', lenderId: 'bank-1', mode: 'OFFER_MODE_PREVIEW', until: iso(NOW + 20_000) } };
export const TALKING = { seatChanged: { state: 'SEAT_STATE_TALKING', since: iso(NOW) } };
const ACTIONS = ['DIAL', 'IDENTIFY', 'PROMISE', 'DISPOSE'].map((name) => ({ name: `ACTION_NAME_${name}`, allowed: true }));

/** @param {string} identity */
export const screen = (identity) => ({
  screen: {
    leadId: 'lead-1', lenderId: 'bank-1', debtorId: 'debtor-1', debtorName: 'Debtor 1', identity, zone: 'Asia/Makassar', actions: ACTIONS,
    debts: [{ accountId: 'account-1', overdue: { currency: 'IDR', minor: '125000050' }, outstanding: { currency: 'IDR', minor: '840000000' } }],
    timeline: [{ at: iso(NOW - 1000), text: 'Janji ditepati' }],
  },
});

export const stateTests = {
  shouldKeepNoDebtUntilTheIdentityIsChecked() {
    for (const identity of ['IDENTITY_CHECK_PENDING', 'IDENTITY_CHECK_THIRD_PARTY', 'IDENTITY_CHECK_FAILED', 'IDENTITY_CHECK_UNSPECIFIED', '', 'IDENTITY_CHECK_OF_TOMORROW']) {
      const s = after(OFFER, TALKING, screen(identity));
      expect(s.screen.debts, [], identity);
      expect(s.screen.timeline, [], identity);
    }
    expect(after(OFFER, TALKING, screen('IDENTITY_CHECK_PASSED')).screen.debts.length, 1);
  },
  shouldForgetTheDebtsAndTheFormWhenItWasSomebodyElseAfterAll() {
    const passed = after(OFFER, TALKING, screen('IDENTITY_CHECK_PASSED'));
    const typing = reduce(passed, { type: 'openForm', form: 'promise' });
    expect(typing.form.name, 'promise');
    const other = reduce(typing, told(screen('IDENTITY_CHECK_THIRD_PARTY')));
    expect([other.screen.debts, other.form, other.recorded], [[], null, []]);
  },
  shouldSayNothingOfAPaymentToSomebodyElse() {
    const change = { debtorChanged: { leadId: 'lead-1', kind: 'CHANGE_KIND_PAID', text: 'Rp 1.250.000' } };
    expect(after(OFFER, TALKING, screen('IDENTITY_CHECK_PENDING'), change).changed.text, '');
    expect(after(OFFER, TALKING, screen('IDENTITY_CHECK_PASSED'), change).changed.text, 'Rp 1.250.000');
    expect(after(OFFER, TALKING, screen('IDENTITY_CHECK_PASSED'), change, screen('IDENTITY_CHECK_FAILED')).changed.text, '');
  },
  shouldKnowWhenAPromisedCallIsTooEarly() {
    const promised = { offered: { ...OFFER.offered, callAt: iso(NOW + 300_000) } };
    const s = after(promised, TALKING, screen('IDENTITY_CHECK_PENDING'));
    expect([isEarly(s), isEarly({ ...s, now: NOW + 299_999 }), isEarly({ ...s, now: NOW + 300_000 })], [true, true, false]);
    expect(isEarly(after(promised, OFFER)), false, 'an offer without a promise');
  },
  shouldForgetTheDebtorWhenTheCaseIsOver() {
    for (const state of ['SEAT_STATE_READY', 'SEAT_STATE_AWAY']) {
      const s = after(OFFER, TALKING, screen('IDENTITY_CHECK_PASSED'), { seatChanged: { state } });
      expect([s.screen, s.call, s.lead, s.form], [null, null, '', null], state);
      expect(JSON.stringify(s).includes('account-1'), false, 'an account in the state');
    }
  },
  shouldKeepWhyNobodyWasCalledUntilTheNextOffer() {
    const no = { callChanged: { leadId: 'lead-1', state: 'CALL_STATE_NOT_ALLOWED', why: 'US-06: ...' } };
    const s = after(OFFER, TALKING, screen('IDENTITY_CHECK_PENDING'), no, { seatChanged: { state: 'SEAT_STATE_READY' } });
    expect([s.screen, s.lead, s.call.why], [null, '', 'US-06: ...']);
    expect(reduce(s, told(OFFER)).call, null);
  },
  shouldNotMixTwoCases() {
    const s = after(OFFER, TALKING, screen('IDENTITY_CHECK_PASSED'), { callChanged: { leadId: 'lead-2', state: 'CALL_STATE_ENDED' } }, { debtorChanged: { leadId: 'lead-2', kind: 'CHANGE_KIND_PAID' } });
    expect([s.call, s.changed], [null, null]);
  },
  shouldShowTheOfferAloneAndTakeItBack() {
    const s = after(OFFER);
    expect([s.offer.leadId, s.focus.id], ['lead-1', 'accept']);
    expect(after(OFFER, { offerTakenBack: { leadId: 'lead-2' } }).offer.leadId, 'lead-1');
    const back = after(OFFER, { offerTakenBack: { leadId: 'lead-1', why: 'sudah dibayar' } });
    expect([back.offer, back.toasts[0].text], [null, 'sudah dibayar']);
  },
  shouldCountTimeByTheDesksClock() {
    const s = reduce(initial('id', true, NOW), told({ signedIn: { agentId: 'agent-1', now: iso(NOW + 90_000) } }));
    expect(s.ahead, 90_000);
    expect(reduce(s, told({ ping: { now: iso(NOW + 91_000) } })).ahead, 91_000);
  },
  shouldNameTheProblemOfASignIn() {
    const at = (/** @type {string} */ reason) => reduce(initial('id', true, NOW), told({ refused: { reason, detail: 'x' } })).signIn;
    expect(at('REFUSAL_NOT_KNOWN').problem, 'signIn.notKnown');
    expect(at('REFUSAL_SIGNED_IN_ELSEWHERE').elsewhere, true);
    expect(at('REFUSAL_UNAVAILABLE').problem, 'signIn.failed');
  },
  shouldBeginAnewWhenTheSessionWasNotKeptButKeepWhatWasTyped() {
    const typing = reduce(after(OFFER, TALKING, screen('IDENTITY_CHECK_PASSED')), { type: 'openForm', form: 'promise' });
    const typed = reduce(typing, { type: 'field', name: 'amount', value: '5.000' });
    const renewed = reduce(typed, told({ signedIn: { agentId: 'agent-1', resumed: false } }));
    expect([renewed.screen, renewed.form.values.amount], [null, '5.000']);
    expect(reduce(renewed, told(screen('IDENTITY_CHECK_PASSED'))).form.values.amount, '5.000');
    expect(reduce(renewed, told(screen('IDENTITY_CHECK_PENDING'))).form, null);
  },
  shouldRememberTheConversationOfADisposition() {
    const asked = reduce(after(OFFER, TALKING, screen('IDENTITY_CHECK_PASSED')), { type: 'asked', id: 'c1', kind: 'dispose', note: { debtorId: 'debtor-1' } });
    const s = reduce(asked, told({ requestId: 'c1', recorded: { id: 'conversation-1' } }));
    expect([s.conversations[0].conversationId, s.conversations[0].debtorId, s.pending], ['conversation-1', 'debtor-1', {}]);
  },
  shouldDropAChoiceThatDoesNotFitWhoAnswered() {
    const chosen = reduce(after(OFFER, TALKING, screen('IDENTITY_CHECK_PASSED')), { type: 'choose', disposition: 'DISPOSITION_RPC_PTP' });
    expect(reduce(chosen, told(screen('IDENTITY_CHECK_PASSED'))).choice.disposition, 'DISPOSITION_RPC_PTP');
    expect(reduce(chosen, told(screen('IDENTITY_CHECK_FAILED'))).choice.disposition, '');
    expect([fits('DISPOSITION_FRAUD_CLAIM', false), fits('DISPOSITION_WRONG_NUMBER', true), fits('DISPOSITION_CEASE_CONTACT', false), fits('DISPOSITION_CEASE_CONTACT', true)], [false, false, true, true]);
  },
  shouldPutARefusalBesideWhatWasRefused() {
    const form = reduce(reduce(after(OFFER, TALKING, screen('IDENTITY_CHECK_PASSED')), { type: 'openForm', form: 'promise' }), { type: 'asked', id: 'c1', kind: 'form' });
    const refused = reduce(form, told({ requestId: 'c1', refused: { reason: 'REFUSAL_BY_RULES', detail: 'batas' } }));
    expect([refused.form.refused, refused.form.saving, refused.toasts], ['batas', false, []]);
    const other = reduce(refused, told({ refused: { reason: 'REFUSAL_NOT_NOW' } }));
    expect(other.toasts[0].text, 'REFUSAL_NOT_NOW');
  },
  shouldIgnoreWhatALaterVersionSays() {
    const s = after(OFFER);
    expect(reduce(s, told({ sequence: '9', news: { of: 'tomorrow' } })), s);
  },
  shouldChangeNothingOfTheStateBefore() {
    const freeze = (/** @type {any} */ o) => {
      if (o && typeof o === 'object' && !Object.isFrozen(o)) Object.values(Object.freeze(o)).forEach(freeze);
      return o;
    };
    const messages = [OFFER, TALKING, screen('IDENTITY_CHECK_PASSED'), { callChanged: { leadId: 'lead-1', state: 'CALL_STATE_TALKING', at: iso(NOW) } }, { text: { fromAgentId: 'a', text: 'x', at: iso(NOW) } }, { floor: { seats: [] } }, { seatChanged: { state: 'SEAT_STATE_READY' } }];
    messages.reduce((s, m) => freeze(reduce(s, told(m))), freeze(after()));
  },
};

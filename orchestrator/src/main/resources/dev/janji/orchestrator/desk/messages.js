// What a message of the desk changes. Pure, as state.js is.
import { isoOf } from './dates.js';
import { fits } from './model.js';
import { closed, focusOn, noCase, toast, unseated } from './state.js';

/** @typedef {import('./state.js').State} State */

/**
 * @param {State} s
 * @param {any} message DeskMessage as proto3 JSON, where a default is left out
 * @returns {State}
 */
export function onMessage(s, message) {
  const asked = message.requestId ? s.pending[message.requestId] : undefined;
  for (const [kind, step] of Object.entries(STEPS)) {
    if (message[kind]) return step(answered(s, message), message[kind], asked);
  }
  // A kind of a later version: what is not understood changes nothing.
  return s;
}

/** @param {string | undefined} at @returns {number} */
const millis = (at) => (at ? Date.parse(at) : 0);

/** Done, Recorded, Refused and Found end a request; a screen may come before its Done. @param {State} s @param {any} m @returns {State} */
function answered(s, m) {
  if (!m.requestId || !s.pending[m.requestId] || !(m.done || m.recorded || m.refused || m.found || m.signedIn)) return s;
  const { [m.requestId]: _, ...pending } = s.pending;
  return { ...s, pending };
}

/** @type {Record<string, (s: State, body: any, asked?: {kind: string, note?: any}) => State>} */
const STEPS = {
  signedIn(s, me) {
    const ahead = me.now ? millis(me.now) - s.now : s.ahead;
    const again = s.me !== null;
    const signed = { ...s, me: { ...me, resumeToken: undefined }, ahead, link: /** @type {const} */ ('open'), signIn: { busy: false, problem: '', detail: '', elsewhere: false, ended: '' } };
    if (me.resumed) {
      // What is stored at the debtor is sent again by the connection; of the rest nobody knows whether it arrived, and the screen shows it.
      const pending = Object.fromEntries(Object.entries(s.pending).filter(([, p]) => p.kind === 'form' || p.kind === 'dispose'));
      return again ? toast({ ...signed, pending }, 'good', 'link.resumed') : focusOn({ ...signed, pending }, 'work');
    }
    // The desk tells everything anew; what was typed stays, in case it is the same debtor.
    const fresh = { ...signed, ...unseated(), form: s.form && { ...s.form, saving: false }, choice: s.choice };
    return again ? toast(fresh, 'warn', 'link.renewed') : focusOn({ ...fresh, form: null }, 'work');
  },
  ping: (s, ping) => (ping.now ? { ...s, ahead: millis(ping.now) - s.now } : s),
  done(s, _, asked) {
    if (asked?.kind === 'break') return { ...s, breakAsked: s.seat.state === 'SEAT_STATE_AWAY' ? '' : asked.note };
    if (asked?.kind === 'supervise') return { ...s, parts: { ...s.parts, [asked.note.agentId]: asked.note.part } };
    if (asked?.kind === 'text') return { ...s, texts: { ...s.texts, draft: '', sent: true } };
    if (asked?.kind === 'recordCall') return s.call ? { ...s, call: { ...s.call, recording: asked.note } } : s;
    if (asked?.kind === 'form') return focusOn({ ...s, form: null }, 'work');
    if (asked?.kind === 'reply') return { ...s, answer: { ...s.answer, waits: true } };
    return s;
  },
  recorded(s, recorded, asked) {
    const one = { id: recorded.id ?? '', text: recorded.text ?? '' };
    const told = { ...s, recorded: [...s.recorded.filter((r) => r.id !== one.id || !one.id), one] };
    if (asked?.kind === 'form') return focusOn({ ...told, form: null }, 'work');
    if (asked?.kind === 'dispose' && recorded.id) {
      const held = { conversationId: recorded.id, ...asked.note, at: s.now + s.ahead };
      return { ...told, conversations: [held, ...s.conversations].slice(0, 10), choice: noCase().choice };
    }
    return told;
  },
  refused(s, refused, asked) {
    const reason = refused.reason ?? 'REFUSAL_UNSPECIFIED';
    if (!s.me || asked?.kind === 'signIn') {
      const elsewhere = reason === 'REFUSAL_SIGNED_IN_ELSEWHERE';
      const problem = elsewhere ? '' : reason === 'REFUSAL_NOT_KNOWN' ? 'signIn.notKnown' : 'signIn.failed';
      return focusOn(
        { ...s, me: null, ...unseated(), signIn: { busy: false, problem, detail: refused.detail || reason, elsewhere, ended: '' } },
        elsewhere ? 'take-over' : 'token',
      );
    }
    if (asked?.kind === 'form' && s.form) return focusOn({ ...s, form: { ...s.form, saving: false, refused: refused.detail || reason } }, 'f-refused');
    if (asked?.kind === 'dispose') return { ...s, choice: { ...s.choice, problem: refused.detail || reason } };
    if (asked?.kind === 'reply') return focusOn({ ...s, answer: { ...s.answer, waits: false, problem: refused.detail || reason } }, 'answer');
    if (asked?.kind === 'find') return { ...s, search: { ...s.search, busy: false, found: null, problem: refused.detail || reason } };
    return toast(s, 'bad', refused.detail || reason);
  },
  seatChanged(s, seat) {
    const state = seat.state ?? 'SEAT_STATE_AWAY';
    const next = { ...s, seat: { state, reason: seat.reason ?? '', since: millis(seat.since), until: millis(seat.until) } };
    if (state === 'SEAT_STATE_AWAY' || state === 'SEAT_STATE_READY') {
      const free = { ...next, offer: null, breakAsked: state === 'SEAT_STATE_AWAY' ? '' : s.breakAsked };
      // Nobody was called: the case is over at once, and why stays to be read until the next offer.
      const call = s.call?.state === 'CALL_STATE_NOT_ALLOWED' ? s.call : null;
      // A debtor who was opened without a lead stays on the screen.
      return s.lead ? focusOn({ ...free, ...noCase(), call }, 'work') : free;
    }
    if (state === 'SEAT_STATE_WRAP_UP' && s.seat.state !== state) return s.form ? { ...next, offer: null } : focusOn({ ...next, offer: null }, 'dispose');
    return state === 'SEAT_STATE_OFFERED' ? next : { ...next, offer: null, lead: s.lead || s.offer?.leadId || '' };
  },
  // The screen of another debtor is not kept behind an offer.
  offered: (s, offer) => focusOn({ ...s, ...noCase(), offer, callAt: Date.parse(offer.callAt ?? '') || 0 }, 'accept'),
  offerTakenBack(s, back) {
    return s.offer && s.offer.leadId === back.leadId ? toast(focusOn({ ...s, offer: null }, 'work'), 'warn', back.why ?? '') : s;
  },
  callChanged(s, call) {
    if (s.lead && call.leadId !== s.lead) return s;
    const at = millis(call.at);
    const before = s.call?.leadId === call.leadId ? s.call : null;
    const talkingSince = call.state === 'CALL_STATE_TALKING' && !before?.talkingSince ? at : (before?.talkingSince ?? 0);
    const over = call.state === 'CALL_STATE_ENDED' || call.state === 'CALL_STATE_NOT_ALLOWED';
    return { ...s, lead: call.leadId, call: { ...call, at, talkingSince, recording: !over && before?.recording === true } };
  },
  answerChanged(s, answer) {
    if (s.lead && answer.leadId !== s.lead) return s;
    const allowed = answer.state === 'ANSWER_STATE_ALLOWED';
    // What was not sent stays in the box.
    const next = allowed ? noCase().answer : { ...s.answer, waits: false, problem: answer.why || answer.state };
    return focusOn({ ...s, answer: next }, 'answer');
  },
  screen(s, screen) {
    if (s.lead && screen.leadId !== s.lead) return s;
    const same = s.screen?.debtorId === screen.debtorId && s.screen?.lenderId === screen.lenderId;
    const open = screen.identity === 'IDENTITY_CHECK_PASSED';
    // Fail closed: what a desk should not have sent is not kept, so no view can show it.
    const shown = open ? screen : { ...screen, debts: [], timeline: [] };
    const next = { ...s, screen: shown, offer: null, lead: screen.leadId || s.lead, search: { ...s.search, found: null, query: '' } };
    if (!same) return focusOn({ ...next, form: keptForm(s, screen), recorded: [], changed: null, choice: noCase().choice, answer: noCase().answer }, screen.written ? 'answer' : 'work');
    const form = s.form && !open && s.form.needsDebts ? null : s.form;
    const changed = s.changed && !open ? { ...s.changed, text: '' } : s.changed;
    const recorded = open ? s.recorded : [];
    const choice = s.choice.disposition && !fits(s.choice.disposition, open) ? noCase().choice : s.choice;
    return s.screen.identity !== screen.identity ? focusOn({ ...next, form, changed, recorded, choice }, 'work') : { ...next, form, changed };
  },
  debtorChanged(s, change) {
    if (s.lead && change.leadId !== s.lead) return s;
    return { ...s, changed: { kind: change.kind ?? 'CHANGE_KIND_OTHER', text: closed(s) ? '' : (change.text ?? ''), at: millis(change.at) } };
  },
  found: (s, found) => focusOn({ ...s, search: { ...s.search, busy: false, found: found.debtors ?? [], problem: '' } }, 'found'),
  text(s, text) {
    const list = [...s.texts.list, { ...text, at: millis(text.at) }].slice(-50);
    const reading = s.dialog === 'messages';
    return { ...s, texts: { ...s.texts, list, unread: reading ? 0 : s.texts.unread + 1 } };
  },
  certificateEnded: (s, c) => toast(s, 'warn', 'certificate.ended', { lender: c.lenderId, lastDay: isoOf(c.lastDay) }),
  floor(s, floor) {
    const chosen = floor.seats?.some((/** @type {any} */ seat) => seat.agentId === s.chosen) ? s.chosen : '';
    return { ...s, floor, chosen };
  },
};

/** After a renewed session the first screen may be of the debtor whom the open form is about. @param {State} s @param {any} screen */
function keptForm(s, screen) {
  const mine = s.form && !s.screen && s.form.debtor === `${screen.lenderId}/${screen.debtorId}`;
  return mine && (!s.form.needsDebts || screen.identity === 'IDENTITY_CHECK_PASSED') ? s.form : null;
}

// Everything that the console knows, and how it changes: one pure function. No clock, no socket, no document in here; the instant comes with each action.
import { onMessage } from './messages.js';
import { formChanged, openForm } from './forms.js';

/**
 * @typedef {object} State
 * @property {'id' | 'en'} language
 * @property {boolean} singleKeys whether letters alone are shortcuts (WCAG 2.1.4)
 * @property {number} now milliseconds, the console's own time
 * @property {number} ahead how far the desk's time is ahead of it
 * @property {'none' | 'connecting' | 'open' | 'lost'} link
 * @property {{busy: boolean, problem: string, detail: string, elsewhere: boolean, ended: string}} signIn
 * @property {any} me SignedIn, or null
 * @property {{state: string, reason: string, since: number, until: number}} seat
 * @property {string} breakAsked a break that waits for the end of the case
 * @property {any} offer
 * @property {number} callAt when the debtor was promised to be called, in milliseconds; 0 when it was not
 * @property {string} lead the agent is at; empty when at none
 * @property {any} call
 * @property {any} screen without debts unless the identity check is passed
 * @property {any} changed what happened to the debtor elsewhere, until it is read
 * @property {{id: string, text: string}[]} recorded in this case
 * @property {any[]} conversations that this session held, the newest first
 * @property {Record<string, {kind: string, note?: any}>} pending requests without an answer
 * @property {any} form that is open, or null
 * @property {{disposition: string, reason: string, accounts: string[], problem: string}} choice accounts that were talked about; none: all
 * @property {{text: string, waits: boolean, problem: string}} answer to what the debtor wrote
 * @property {string} dialog
 * @property {string} typed in a dialog
 * @property {{query: string, busy: boolean, found: any[] | null, problem: string}} search
 * @property {{list: any[], unread: number, draft: string, to: string, sent: boolean}} texts
 * @property {any} floor
 * @property {string} chosen agent of the floor
 * @property {Record<string, string>} parts of a supervisor in calls, by agent
 * @property {{id: number, tone: string, text: string, values?: any}[]} toasts
 * @property {{id: string, n: number}} focus where the focus is wanted, and the how many-eth wish it is
 * @property {number} counter
 */

/** @param {'id' | 'en'} language @param {boolean} singleKeys @param {number} now @returns {State} */
export function initial(language, singleKeys, now) {
  return {
    language,
    singleKeys,
    now,
    ahead: 0,
    link: 'none',
    signIn: { busy: false, problem: '', detail: '', elsewhere: false, ended: '' },
    me: null,
    ...unseated(),
    search: { query: '', busy: false, found: null, problem: '' },
    texts: { list: [], unread: 0, draft: '', to: '', sent: false },
    conversations: [],
    toasts: [],
    focus: { id: 'token', n: 1 },
    counter: 1,
  };
}

/** What is known of a seat before the desk has said anything. */
export function unseated() {
  return {
    seat: { state: 'SEAT_STATE_AWAY', reason: '', since: 0, until: 0 },
    breakAsked: '',
    offer: null,
    ...noCase(),
    pending: {},
    dialog: '',
    typed: '',
    floor: null,
    chosen: '',
    parts: {},
  };
}

/** What is left when a case is over: nothing of the debtor. */
export function noCase() {
  return { lead: '', callAt: 0, call: null, screen: null, changed: null, recorded: [], form: null, choice: { disposition: '', reason: '', accounts: [], problem: '' }, answer: { text: '', waits: false, problem: '' } };
}

/** @param {State} state @param {any} action @returns {State} */
export function reduce(state, action) {
  const now = action.now ?? state.now;
  const s = now === state.now ? state : { ...state, now };
  const step = STEPS[action.type];
  if (!step) throw new Error(`Expected an action that is known, but got ${action.type}`);
  return step(s, action);
}

/** @param {State} s @param {string} id */
export function focusOn(s, id) {
  return { ...s, focus: { id, n: s.focus.n + 1 } };
}

/** @param {State} s @param {'good' | 'warn' | 'bad'} tone @param {string} text a key of the words, or words of the desk @param {any} [values] */
export function toast(s, tone, text, values) {
  const counter = s.counter + 1;
  return { ...s, counter, toasts: [...s.toasts.slice(-2), { id: counter, tone, text, values }] };
}

/** Whether nothing of a debt may be in the document. @param {State} s */
export function closed(s) {
  return s.screen?.identity !== 'IDENTITY_CHECK_PASSED';
}

/** @param {State} s @param {string} name @returns {{allowed: boolean, why: string}} */
export function mayDo(s, name) {
  const action = s.screen?.actions?.find((/** @type {any} */ a) => a.name === name);
  return { allowed: action?.allowed === true, why: action?.whyNot ?? '' };
}

/** Whether it is too early for a call that was promised. @param {State} s */
export const isEarly = (s) => s.callAt > s.now + s.ahead;

/** @type {Record<string, (s: State, a: any) => State>} */
const STEPS = {
  tick: (s) => s,
  message: (s, a) => onMessage(s, a.message),
  link: (s, a) => onLink(s, a),
  language: (s, a) => ({ ...s, language: a.language }),
  singleKeys: (s, a) => ({ ...s, singleKeys: a.on }),
  signingIn: (s) => ({ ...s, signIn: { busy: true, problem: '', detail: '', elsewhere: false, ended: '' } }),
  signInProblem: (s, a) => focusOn({ ...s, signIn: { ...s.signIn, busy: false, problem: a.problem, detail: '', elsewhere: false } }, 'token'),
  signedOut: (s, a) => ({ ...initial(s.language, s.singleKeys, s.now), focus: { id: 'token', n: s.focus.n + 1 }, signIn: { busy: false, problem: '', detail: '', elsewhere: false, ended: a.why ?? '' } }),
  asked: (s, a) => onAsked(s, a),
  openForm: (s, a) => openForm(s, a.form),
  field: (s, a) => (s.form ? { ...s, form: formChanged(s, s.form, a.name, a.value) } : s),
  formErrors: (s, a) => focusOn({ ...s, form: { ...s.form, errors: a.errors, refused: '' } }, `f-${Object.keys(a.errors)[0]}`),
  closeForm: (s) => focusOn({ ...s, form: null }, 'work'),
  choose: (s, a) => ({ ...s, choice: { ...s.choice, disposition: a.disposition, problem: '' } }),
  reason: (s, a) => ({ ...s, choice: { ...s.choice, reason: a.reason } }),
  chooseAccount: (s, a) => ({ ...s, choice: { ...s.choice, accounts: s.choice.accounts.includes(a.account) ? s.choice.accounts.filter((one) => one !== a.account) : [...s.choice.accounts, a.account] } }),
  answer: (s, a) => ({ ...s, answer: { ...s.answer, text: a.text, problem: '' } }),
  answerProblem: (s, a) => focusOn({ ...s, answer: { ...s.answer, problem: a.problem } }, 'answer'),
  choiceProblem: (s, a) => ({ ...s, choice: { ...s.choice, problem: a.problem } }),
  dialog: (s, a) => ({ ...s, dialog: a.name, typed: '', texts: a.name === 'messages' ? { ...s.texts, unread: 0, to: a.to ?? '', sent: false } : s.texts }),
  typed: (s, a) => ({ ...s, typed: a.text }),
  understood: (s) => focusOn({ ...s, changed: null }, 'work'),
  closeCase: (s) => (s.lead ? s : focusOn({ ...s, ...noCase() }, 'work')),
  query: (s, a) => ({ ...s, search: { ...s.search, query: a.text, problem: '' } }),
  searchProblem: (s, a) => ({ ...s, search: { ...s.search, problem: a.problem } }),
  closeSearch: (s) => ({ ...s, search: { ...s.search, found: null, busy: false, problem: '' } }),
  draft: (s, a) => ({ ...s, texts: { ...s.texts, draft: a.text, sent: false } }),
  chosen: (s, a) => ({ ...s, chosen: a.agent }),
  dismiss: (s, a) => ({ ...s, toasts: s.toasts.filter((t) => t.id !== a.id) }),
  notSent: (s) => toast(s, 'bad', 'link.notSent'),
  focus: (s, a) => focusOn(s, a.id),
};

/** @param {State} s @param {any} a @returns {State} */
function onLink(s, a) {
  if (a.link === 'lost' && !s.me) {
    return { ...s, link: 'lost', signIn: { ...s.signIn, busy: false, problem: 'signIn.unreachable' } };
  }
  if (a.link !== 'open') return { ...s, link: a.link };
  return { ...s, link: 'open' };
}

/** A request has left: what waits for its answer is marked. @param {State} s @param {any} a @returns {State} */
function onAsked(s, a) {
  const asked = { ...s, pending: { ...s.pending, [a.id]: { kind: a.kind, note: a.note } } };
  if (a.kind === 'find') return { ...asked, search: { ...s.search, busy: true, found: null, problem: '' } };
  if (a.kind === 'form') return { ...asked, form: { ...s.form, saving: true, errors: {}, refused: '' } };
  return asked;
}

/** @param {State} s @param {string} kind */
export function isPending(s, kind) {
  return Object.values(s.pending).some((p) => p.kind === kind);
}

// What a person does: each deed is a request to the desk, or a change of the console's own state.
import { check } from './forms.js';
import { IN_CALL, fits } from './model.js';
import { closed, mayDo } from './state.js';

/** @typedef {import('./state.js').State} State */

/** Kinds of requests that the desk stores once, however often they come. */
const REPEATABLE = ['form', 'dispose'];

/**
 * @param {{get: () => State, dispatch: (action: any) => void}} store
 * @param {import('./connection.js').Connection} connection
 * @param {{remember: (name: string, value: string) => void}} memory
 */
export function deedsOf(store, connection, memory) {
  const { get, dispatch } = store;

  /** @param {any} body @param {string} kind @param {any} [note] */
  function ask(body, kind, note) {
    const id = connection.send(body, REPEATABLE.includes(kind));
    dispatch(id ? { type: 'asked', id, kind, note } : { type: 'notSent' });
    return id !== '';
  }

  const lead = () => get().lead;

  const deeds = {
    /** @param {string} token */
    signIn(token) {
      if (!token.trim()) {
        dispatch({ type: 'signInProblem', problem: 'signIn.empty' });
        return;
      }
      dispatch({ type: 'signingIn' });
      connection.signIn({ token: token.trim(), language: get().language });
    },
    takeOver() {
      dispatch({ type: 'signingIn' });
      connection.takeOver(get().language);
    },
    signOut() {
      ask({ signOut: {} }, 'signOut');
    },
    /** @param {'id' | 'en'} language */
    speak(language) {
      memory.remember('language', language);
      dispatch({ type: 'language', language });
      connection.speak(language);
    },
    /** @param {boolean} on */
    singleKeys(on) {
      memory.remember('single-keys', on ? 'on' : 'off');
      dispatch({ type: 'singleKeys', on });
    },
    ready: () => ask({ getReady: {} }, 'ready'),
    /** @param {string} reason */
    takeBreak(reason) {
      dispatch({ type: 'dialog', name: '' });
      ask({ takeBreak: { reason } }, 'break', reason);
    },
    accept() {
      const { offer } = get();
      if (offer && offer.mode !== 'OFFER_MODE_CONNECTED') ask({ acceptOffer: { leadId: offer.leadId } }, 'accept');
    },
    reject() {
      const { offer } = get();
      if (offer) ask({ rejectOffer: { leadId: offer.leadId } }, 'reject');
    },
    dial() {
      if (mayDo(get(), 'ACTION_NAME_DIAL').allowed && !IN_CALL.includes(get().call?.state)) ask({ dial: { leadId: lead() } }, 'dial');
    },
    hangUp() {
      if (IN_CALL.includes(get().call?.state)) ask({ hangUp: { leadId: lead() } }, 'hangUp');
    },
    hold() {
      const { call } = get();
      if (call?.state === 'CALL_STATE_TALKING' || call?.state === 'CALL_STATE_HELD') {
        ask({ holdCall: { leadId: lead(), held: call.state === 'CALL_STATE_TALKING' } }, 'hold');
      }
    },
    /** Recording begins behind the question for consent. */
    record() {
      const { call } = get();
      if (call?.state !== 'CALL_STATE_TALKING') return;
      if (call.recording) ask({ recordCall: { leadId: lead(), on: false } }, 'recordCall', false);
      else dispatch({ type: 'dialog', name: 'consent' });
    },
    consented() {
      dispatch({ type: 'dialog', name: '' });
      ask({ recordCall: { leadId: lead(), on: true } }, 'recordCall', true);
    },
    /** @param {string} result */
    identify(result) {
      if (mayDo(get(), 'ACTION_NAME_IDENTIFY').allowed) ask({ identify: { leadId: lead(), result } }, 'identify');
    },
    /** @param {{name: string, form: string}} action */
    act(action) {
      if (!mayDo(get(), action.name).allowed && !(action.form === 'correct' && get().conversations.length)) return;
      if (action.form) dispatch({ type: 'openForm', form: action.form });
      else ask({ returnLead: { leadId: lead() } }, 'return');
    },
    /** @param {string} name @param {any} value */
    field: (name, value) => dispatch({ type: 'field', name, value }),
    save() {
      const { errors, body } = check(get());
      if (body) ask(body, 'form');
      else dispatch({ type: 'formErrors', errors });
    },
    /** @param {string} disposition */
    choose(disposition) {
      if (fits(disposition, !closed(get()))) dispatch({ type: 'choose', disposition });
    },
    dispose() {
      const { choice, screen } = get();
      if (!mayDo(get(), 'ACTION_NAME_DISPOSE').allowed) return;
      if (!choice.disposition) {
        dispatch({ type: 'choiceProblem', problem: 'dispose.choose' });
        return;
      }
      const { disposition, reason, accounts } = choice;
      const note = { lenderId: screen.lenderId, debtorId: screen.debtorId, disposition };
      ask({ dispose: { leadId: lead(), disposition, ...(reason && { reason }), ...(accounts.length && { accountIds: accounts }) } }, 'dispose', note);
    },
    /** Never sent again by itself: a second answer would be a second message. */
    sendReply() {
      const { answer, screen } = get();
      const text = answer.text.trim();
      if (!mayDo(get(), 'ACTION_NAME_ANSWER').allowed || answer.waits) return;
      if (!text) dispatch({ type: 'answerProblem', problem: 'written.empty' });
      else if ([...text].length > (screen?.written?.mostCharacters ?? 0)) dispatch({ type: 'answerProblem', problem: 'written.tooLong' });
      else ask({ sendReply: { leadId: lead(), text } }, 'reply');
    },
    /** @param {string} account */
    chooseAccount: (account) => dispatch({ type: 'chooseAccount', account }),
    find() {
      const text = get().search.query.trim();
      if (text) ask({ findDebtor: { text } }, 'find');
      else dispatch({ type: 'searchProblem', problem: 'search.empty' });
    },
    /** @param {{lenderId: string, debtorId: string}} found */
    open: (found) => ask({ openDebtor: { lenderId: found.lenderId, debtorId: found.debtorId } }, 'open'),
    sendText() {
      const { draft, to } = get().texts;
      const text = draft.trim().slice(0, 500);
      if (text) ask({ sendText: { ...(to && { agentId: to }), text } }, 'text');
    },
    /** @param {string} agentId @param {string} part */
    supervise: (agentId, part) => ask({ supervise: { agentId, part } }, 'supervise', { agentId, part }),
    /** @param {string} agentId @param {string} state */
    force: (agentId, state) => ask({ forceState: { agentId, state } }, 'force'),
    /** @param {boolean} stopped */
    stopDialing(stopped) {
      dispatch({ type: 'dialog', name: '' });
      ask({ stopDialing: { stopped } }, 'stopDialing');
    },
    watchFloor: () => ask({ watchFloor: {} }, 'watch'),
    /** @param {string} name @param {string} [to] */
    dialog: (name, to) => dispatch({ type: 'dialog', name, to }),
    dispatch,
  };
  return deeds;
}

/** @typedef {ReturnType<typeof deedsOf>} Deeds */

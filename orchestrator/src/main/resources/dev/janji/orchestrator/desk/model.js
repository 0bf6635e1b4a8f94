// What the protocol's enums mean to the console: which belong together, which may be chosen, and by which key.

/** @typedef {{value: string, key: string}} Choice */

export const BREAKS = ['BREAK', 'MEAL', 'PRAYER', 'TRAINING', 'MEETING', 'COACHING', 'TECHNICAL'].map((name) => `BREAK_REASON_${name}`);

/** By row of the keyboard, so that a hand finds a group without looking. */
export const DISPOSITIONS = Object.freeze([
  {
    group: 'right',
    choices: row('qwertyui', ['RPC_PTP', 'RPC_PAID_CLAIMED', 'RPC_NO_COMMITMENT', 'RPC_CALLBACK', 'RPC_HARDSHIP', 'RPC_REFUSED', 'RPC_DISPUTE', 'RPC_HUNG_UP']),
  },
  { group: 'third', choices: row('asd', ['TPC_MESSAGE_LEFT', 'LANGUAGE', 'ABUSIVE']) },
  { group: 'number', choices: row('fg', ['WRONG_NUMBER', 'SKIP_TRACE']) },
  { group: 'stop', choices: row('zxcvb', ['CEASE_CONTACT', 'DECEASED', 'BANKRUPTCY', 'ATTORNEY', 'FRAUD_CLAIM']) },
]);

/** @param {string} keys @param {string[]} names @returns {Choice[]} */
function row(keys, names) {
  return names.map((name, i) => ({ value: `DISPOSITION_${name}`, key: keys[i] }));
}

export const ALL_DISPOSITIONS = DISPOSITIONS.flatMap((g) => g.choices);

const NOT_OF_THE_DEBTOR = ['TPC_MESSAGE_LEFT', 'WRONG_NUMBER', 'SKIP_TRACE', 'DECEASED'].map((name) => `DISPOSITION_${name}`);

/**
 * What only the debtor can have said needs a check that was passed, and what says that it was somebody else can't follow one; as the desk has it.
 * @param {string} disposition @param {boolean} passed whether the debtor was identified
 */
export function fits(disposition, passed) {
  if (passed) return !NOT_OF_THE_DEBTOR.includes(disposition);
  return !disposition.startsWith('DISPOSITION_RPC_') && disposition !== 'DISPOSITION_FRAUD_CLAIM';
}

export const REASONS = ['NONE', 'TROUBLE', 'FORGOT', 'UNCLEAR_INFO'].map((name) => `DISPOSITION_REASON_${name}`);

export const COMPLAINTS = ['HARASSMENT', 'WRONG_PERSON', 'WRONG_AMOUNT', 'PRIVACY', 'CONDUCT', 'OTHER'].map((name) => `COMPLAINT_CATEGORY_${name}`);

/** @type {{value: string, key: string, word: string}[]} */
export const IDENTITIES = [
  { value: 'IDENTITY_CHECK_PASSED', key: '1', word: 'right' },
  { value: 'IDENTITY_CHECK_THIRD_PARTY', key: '2', word: 'third' },
  { value: 'IDENTITY_CHECK_FAILED', key: '3', word: 'unsure' },
];

/** What is offered beside a case, in this order. `form` opens one; dialing and identity have their own places on the screen. */
export const ACTIONS = Object.freeze([
  { name: 'ACTION_NAME_PROMISE', key: 'p', form: 'promise' },
  { name: 'ACTION_NAME_ARRANGEMENT', key: 'g', form: 'arrangement' },
  { name: 'ACTION_NAME_CALLBACK', key: 'k', form: 'callback' },
  { name: 'ACTION_NAME_DISPUTE', key: 't', form: 'dispute' },
  { name: 'ACTION_NAME_COMPLAINT', key: 'm', form: 'complaint' },
  { name: 'ACTION_NAME_CORRECT', key: 'e', form: 'correct' },
  { name: 'ACTION_NAME_RETURN', key: 'n', form: '' },
]);

export const IN_CALL = ['CALL_STATE_DIALING', 'CALL_STATE_RINGING', 'CALL_STATE_TALKING', 'CALL_STATE_HELD'];

export const FORCED = ['READY', 'AWAY', 'SIGNED_OUT'].map((name) => `FORCED_STATE_${name}`);

export const PARTS = ['LISTEN', 'WHISPER', 'BARGE', 'LEAVE'].map((name) => `SUPERVISE_PART_${name}`);

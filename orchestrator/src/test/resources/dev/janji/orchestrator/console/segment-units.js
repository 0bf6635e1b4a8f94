import { expect } from './expect.js';
import { OFFER, TALKING, after, screen } from './state-units.js';
import { segmentsOf } from '/desk/segments.js';
import { reduce } from '/desk/state.js';

/** @param {string} text @param {[number, number, boolean]} wanted parts, places left, small alphabet */
function counts(text, [parts, left, small]) {
  expect(segmentsOf(text), { parts, left, small }, `${[...text].length} letters`);
}

const WRITTEN = { ...screen('IDENTITY_CHECK_PASSED').screen, written: { channel: 'CHANNEL_SMS', mostCharacters: 1000 } };
const OPEN = [OFFER, TALKING, { callChanged: { leadId: 'lead-1', state: 'CALL_STATE_TALKING' } }, { screen: WRITTEN }];

export const segmentTests = {
  shouldCountTheSmallAlphabet() {
    counts('', [0, 160, true]);
    counts('a'.repeat(160), [1, 0, true]);
    counts('a'.repeat(161), [2, 145, true]);
    counts('a'.repeat(306), [2, 0, true]);
    counts('a'.repeat(307), [3, 152, true]);
  },
  shouldCountSomeLettersTwiceAndCutNoneInHalf() {
    counts('€'.repeat(80), [1, 0, true]);
    counts(`${'a'.repeat(152)}€${'a'.repeat(10)}`, [2, 141, true]);
  },
  shouldCountTheWideAlphabet() {
    counts('ಅ'.repeat(70), [1, 0, false]);
    counts('ಅ'.repeat(71), [2, 63, false]);
    counts(`${'a'.repeat(69)}☺`, [1, 0, false]);
    // Two places of sixteen bits, never in two parts.
    counts(`${'a'.repeat(66)}😀${'a'.repeat(10)}`, [2, 55, false]);
  },
  shouldKeepInTheBoxWhatWasNotSentAndEmptyItOtherwise() {
    const typed = reduce(after(...OPEN), { type: 'answer', text: 'Halo' });
    const said = (/** @type {string} */ state) => reduce(typed, { type: 'message', message: { answerChanged: { leadId: 'lead-1', state, why: 'ID-01' } } });
    expect(said('ANSWER_STATE_NOT_ALLOWED').answer, { text: 'Halo', waits: false, problem: 'ID-01' });
    expect(said('ANSWER_STATE_ALLOWED').answer, { text: '', waits: false, problem: '' });
    expect(reduce(typed, { type: 'message', message: { answerChanged: { leadId: 'lead-2', state: 'ANSWER_STATE_ALLOWED' } } }).answer.text, 'Halo');
  },
};

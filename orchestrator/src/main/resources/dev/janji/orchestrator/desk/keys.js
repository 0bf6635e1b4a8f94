// The keyboard: which key does what, where. Letters alone can be turned off (WCAG 2.1.4); they never act while somebody writes or with Ctrl, Alt or Meta.
import { ACTIONS, ALL_DISPOSITIONS, IDENTITIES, REASONS } from './model.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./desk.js').Deeds} Deeds */
/** @typedef {{key: string, word: string, run: (deeds: Deeds, state: State) => void}} Shortcut */

/** Of an agent; in the order in which they are listed. @type {Shortcut[]} */
export const AGENT_KEYS = [
  { key: 'r', word: 'header.ready', run: (d) => d.ready() },
  { key: 'b', word: 'header.break', run: (d) => d.dialog('break') },
  { key: 'a', word: 'offer.accept', run: (d) => d.accept() },
  { key: 'x', word: 'offer.reject', run: (d) => d.reject() },
  { key: 'd', word: 'call.dial', run: (d) => d.dial() },
  { key: 'h', word: 'call.hangUp', run: (d) => d.hangUp() },
  { key: 'o', word: 'call.hold', run: (d) => d.hold() },
  { key: 'c', word: 'call.record', run: (d) => d.record() },
  ...IDENTITIES.map((i) => ({ key: i.key, word: `identity.${i.word}`, run: (/** @type {Deeds} */ d) => void d.identify(i.value) })),
  ...ACTIONS.map((a) => ({ key: a.key, word: a.name, run: (/** @type {Deeds} */ d) => d.act(a) })),
  { key: 'j', word: 'written.answer', run: (d) => d.dispatch({ type: 'focus', id: 'answer' }) },
  { key: 'w', word: 'help.dispose', run: (d) => d.dispatch({ type: 'focus', id: 'dispose' }) },
  { key: 'l', word: 'help.understood', run: (d) => d.dispatch({ type: 'understood' }) },
];

/** @type {Shortcut[]} */
export const SUPERVISOR_KEYS = [
  { key: 'y', word: 'messages.toAll', run: (d) => d.dialog('messages') },
  { key: 'k', word: 'kill.stop', run: (d, s) => d.dialog(s.floor?.dialingStopped ? 'start' : 'kill') },
];

/** @type {Shortcut[]} */
export const COMMON_KEYS = [
  { key: '/', word: 'help.search', run: (d) => d.dispatch({ type: 'focus', id: 'query' }) },
  { key: 'i', word: 'header.messages', run: (d) => d.dialog('messages') },
];

/** @param {State} s @returns {Shortcut[]} */
export function keysOf(s) {
  return s.me?.duty === 'DUTY_SUPERVISOR' ? [...SUPERVISOR_KEYS, COMMON_KEYS[1]] : [...AGENT_KEYS, ...COMMON_KEYS];
}

/** @param {EventTarget | null} target */
function writes(target) {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) && !['checkbox', 'radio', 'button'].includes(/** @type {any} */ (target).type);
}

/**
 * @param {KeyboardEvent} e
 * @param {State} s
 * @param {Deeds} deeds
 */
export function onKey(e, s, deeds) {
  if (e.defaultPrevented || e.ctrlKey || e.altKey || e.metaKey || e.isComposing || !s.me) return;
  if (e.key === 'Escape' && !s.dialog) {
    if (s.form) deeds.dispatch({ type: 'closeForm' });
    else if (s.search.found) deeds.dispatch({ type: 'closeSearch' });
    else if (writes(e.target)) /** @type {HTMLElement} */ (e.target).blur();
    else return;
    e.preventDefault();
    return;
  }
  if (s.dialog || writes(e.target)) return;
  const letter = e.key.toLowerCase();
  if (letter !== '?' && inDispositions(e.target)) {
    const chosen = ALL_DISPOSITIONS.find((d) => d.key === letter);
    if (chosen) deeds.choose(chosen.value);
    const reason = REASONS[Number(letter) - 1];
    if (reason) deeds.dispatch({ type: 'reason', reason });
    if (chosen || reason) e.preventDefault();
    // Letters mean dispositions here; Enter is the button's, or saves.
    if (e.key === 'Enter' && !(e.target instanceof HTMLButtonElement)) {
      deeds.dispose();
      e.preventDefault();
    }
    return;
  }
  if (!s.singleKeys || e.repeat) return;
  if (e.key === '?') {
    deeds.dialog('help');
    e.preventDefault();
    return;
  }
  const shortcut = keysOf(s).find((k) => k.key === letter);
  if (shortcut) {
    e.preventDefault();
    shortcut.run(deeds, s);
  }
}

/** @param {EventTarget | null} target */
function inDispositions(target) {
  return target instanceof Element && target.closest('#dispose') !== null;
}

// Small parts that every view uses.
import { h } from '../lib/preact.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {{s: State, t: import('../language.js').Words, locale: string, deeds: import('../desk.js').Deeds}} View */

/** Line drawings, 20 by 20; decoration only, as words stand beside each. */
const SHAPES = {
  away: 'M10 3.2a6.8 6.8 0 1 0 0 13.6a6.8 6.8 0 1 0 0-13.6M7 10h6',
  ready: 'M10 3.2a6.8 6.8 0 1 0 0 13.6a6.8 6.8 0 1 0 0-13.6M6.8 10.3l2.2 2.2l4.2-4.6',
  offered: 'M10 2.8l7.2 7.2l-7.2 7.2l-7.2-7.2z',
  talking: 'M3.5 5.5h13v8.5h-7l-3.6 3v-3h-2.4z',
  wrapUp: 'M5 3.5h10v13h-10zM7.7 7.5h4.6M7.7 10.5h4.6',
  phone: 'M5.3 3.3l2.4 0l1.2 3.4l-1.7 1.4c.9 2 2.4 3.500 4.400 4.400l1.4-1.7l3.4 1.2v2.400c0 .9-.7 1.600-1.600 1.500c-6-.4-10.700-5.100-11.100-11c0-.9.700-1.600 1.600-1.600z',
  down: 'M3 11.500c4.500-4 9.500-4 14 0l-1.500 2.300l-3.200-1v-1.900c-1.500-.4-3.100-.4-4.600 0v1.900l-3.200 1z',
  pause: 'M7 5v10M13 5v10',
  record: 'M10 5.500a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0-9',
  lock: 'M5 9h10v7.500h-10zM7 9v-2.500a3 3 0 0 1 6 0v2.500',
  person: 'M10 3.500a3.200 3.200 0 1 0 0 6.400a3.200 3.200 0 1 0 0-6.400M3.800 16.800c.6-3.400 3-5 6.200-5s5.600 1.600 6.200 5',
  people: 'M7.500 4a2.800 2.800 0 1 0 0 5.600a2.800 2.800 0 1 0 0-5.600M2.500 16c.4-3 2.300-4.300 5-4.300s4.600 1.300 5 4.300M13 4.400a2.700 2.700 0 0 1 0 5M14.500 12c1.700.5 2.700 1.800 3 4',
  unsure: 'M7.300 7.300c.2-1.700 1.300-2.600 2.800-2.600s2.700 1 2.700 2.500c0 2-2.800 2.200-2.800 4.300M10 14.800v.6',
  stop: 'M6.800 3h6.400l3.800 3.800v6.400l-3.800 3.800h-6.400l-3.800-3.800v-6.400zM7 10h6',
  money: 'M2.500 5.500h15v9h-15zM10 7.700a2.300 2.300 0 1 0 0 4.600a2.300 2.300 0 1 0 0-4.600',
  note: 'M10 3l7.500 13.500h-15zM10 8v4M10 14v.5',
  mail: 'M3 5h14v10h-14zM3 5.500l7 5.500l7-5.500',
  search: 'M8.700 3.500a5.200 5.200 0 1 0 0 10.400a5.200 5.200 0 1 0 0-10.400M12.600 12.600l4 4',
  check: 'M4.500 10.500l3.600 3.600l7.400-8',
  close: 'M5 5l10 10M15 5l-10 10',
};

/** @param {{name: keyof typeof SHAPES}} props */
export function Icon({ name }) {
  return h('svg', { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true', focusable: 'false' }, h('path', { d: SHAPES[name] }));
}

/** The key of a shortcut, beside what it does. @param {{k: string, on: boolean}} props */
export function Key({ k, on }) {
  return on && k ? h('kbd', { 'aria-hidden': 'true' }, k.toUpperCase()) : null;
}

/** @param {string} k @param {boolean} on for assistive technology */
export function keyHint(k, on) {
  return on && k ? { 'aria-keyshortcuts': k } : {};
}

/**
 * A button with its key. One that is not allowed stays reachable, so that its reason can be read.
 * @param {any} props
 */
export function Act({ s, icon, label, k = '', tone = '', why = '', off = false, run, id = undefined, pressed = undefined }) {
  return h(
    'button',
    {
      type: 'button', id, class: `act ${tone}`, 'aria-disabled': off ? 'true' : undefined, 'aria-pressed': pressed === undefined ? undefined : String(pressed),
      onClick: off ? undefined : run, ...keyHint(k, s.singleKeys),
    },
    icon && h(Icon, { name: icon }),
    h('span', { class: 'label' }, label, why && h('span', { class: 'why' }, why)),
    h(Key, { k, on: s.singleKeys }),
  );
}

/** An input with its label, hint and error. @param {any} props */
export function Field({ id, label, error, hint = '', children }) {
  return h(
    'div',
    { class: `field ${error ? 'wrong' : ''}` },
    h('label', { for: id }, label),
    children({ id, 'aria-invalid': error ? 'true' : undefined, 'aria-describedby': error ? `${id}-error` : hint ? `${id}-hint` : undefined }),
    hint && !error && h('p', { class: 'hint', id: `${id}-hint` }, hint),
    error && h('p', { class: 'error', id: `${id}-error`, role: 'alert' }, h(Icon, { name: 'note' }), error),
  );
}

/** The name of a shape for a state of a seat. @param {string} state @returns {keyof typeof SHAPES} */
export function shapeOf(state) {
  return { SEAT_STATE_READY: 'ready', SEAT_STATE_OFFERED: 'offered', SEAT_STATE_TALKING: 'talking', SEAT_STATE_WRAP_UP: 'wrapUp' }[state] ?? 'away';
}

/** A modal window; the browser keeps the focus in it and closes it with Esc. @param {any} props */
export function Dialog({ name, title, t, onClose, children, tone = '', onKeyDown = undefined }) {
  return h(
    'dialog',
    {
      class: tone, 'aria-labelledby': `${name}-title`, ref: showModal, onKeyDown,
      onCancel: (/** @type {Event} */ e) => { e.preventDefault(); onClose(); },
    },
    h('header', null, h('h2', { id: `${name}-title` }, title), h('button', { type: 'button', class: 'plain close', 'aria-label': t('help.close'), onClick: onClose }, h(Icon, { name: 'close' }))),
    children,
  );
}

/** @param {HTMLDialogElement | null} dialog */
function showModal(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  // The first thing to do, not the button that closes it.
  /** @type {HTMLElement | null} */ (dialog.querySelector('input:not([type=checkbox]), .grid button, .row .act'))?.focus();
}

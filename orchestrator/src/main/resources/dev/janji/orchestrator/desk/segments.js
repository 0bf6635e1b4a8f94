// How many parts an SMS is cut into: 7-bit text while every letter is of the small alphabet (3GPP TS 23.038), else 16-bit text. Pure.

/** Letters of one place. */
const SMALL = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
/** Letters that take two. */
const EXTENDED = new Set('^{}\\[~]|€\f');

/**
 * @param {string} text
 * @returns {{parts: number, left: number, small: boolean}} parts that are paid for, places left in the last one, and whether the small alphabet will do
 */
export function segmentsOf(text) {
  const letters = [...text];
  const small = letters.every((c) => SMALL.has(c) || EXTENDED.has(c));
  const widths = letters.map((c) => (small ? (EXTENDED.has(c) ? 2 : 1) : c.length));
  const whole = small ? 160 : 70;
  const each = small ? 153 : 67;
  const length = widths.reduce((sum, w) => sum + w, 0);
  if (length <= whole) return { parts: length === 0 ? 0 : 1, left: whole - length, small };
  let parts = 1;
  let used = 0;
  // A letter of two places is never cut in half.
  for (const width of widths) {
    if (used + width > each) {
      parts++;
      used = 0;
    }
    used += width;
  }
  return { parts, left: each - used, small };
}

/** @param {any} actual @param {any} wanted @param {string} [what] */
export function expect(actual, wanted, what = '') {
  const text = (/** @type {any} */ v) => JSON.stringify(v, (_, x) => (typeof x === 'bigint' ? `${x}n` : x === undefined ? 'undefined' : x));
  if (text(actual) !== text(wanted)) throw new Error(`Expected ${what} ${text(wanted)}, but got ${text(actual)}`);
}

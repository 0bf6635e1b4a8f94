// Amounts as the protocol has them: a currency and a whole number of its minor units, as text (int64 of proto3 JSON). BigInt, so no amount is rounded.

/** @typedef {{currency: string, minor: string}} Money proto3 JSON leaves `minor` out when it is zero */

/** ISO 4217: currencies whose minor unit is not a hundredth. */
const DIGITS = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
};

/** How many digits of an amount in `currency` are minor units. @param {string} currency */
export function digitsOf(currency) {
  return DIGITS[currency] ?? 2;
}

/** @param {Money | undefined} money @returns {bigint} */
export function minorOf(money) {
  return BigInt(money?.minor ?? 0);
}

/** The amount as a plain decimal, such as `1250000.50`. @param {bigint} minor @param {number} digits */
function decimal(minor, digits) {
  const text = String(minor < 0n ? -minor : minor).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const sign = minor < 0n ? '-' : '';
  return digits === 0 ? sign + whole : `${sign}${whole}.${text.slice(-digits)}`;
}

/** For people; without decimals when there are none. @param {Money | undefined} money @param {string} locale */
export function showMoney(money, locale) {
  if (!money?.currency) return '–';
  const digits = digitsOf(money.currency);
  const minor = minorOf(money);
  const shown = minor % 10n ** BigInt(digits) === 0n ? 0 : digits;
  return new Intl.NumberFormat(locale, {
    style: 'currency', currency: money.currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: shown, maximumFractionDigits: shown,
  }).format(/** @type {any} */ (decimal(minor, digits)));
}

/** As it stands in an input field: grouped, without a currency. @param {bigint} minor @param {string} currency @param {string} locale */
export function writeAmount(minor, currency, locale) {
  const digits = digitsOf(currency);
  const shown = minor % 10n ** BigInt(digits) === 0n ? 0 : digits;
  return new Intl.NumberFormat(locale, { minimumFractionDigits: shown, maximumFractionDigits: shown }).format(/** @type {any} */ (decimal(minor, digits)));
}

/** @param {string} locale @returns {{group: string, point: string}} */
function separators(locale) {
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(1234567.8);
  return { group: parts.find((p) => p.type === 'group')?.value ?? ',', point: parts.find((p) => p.type === 'decimal')?.value ?? '.' };
}

/**
 * What somebody typed, as minor units. Groups must be whole (1.250.000, not 12.50.000): a point that is a decimal point elsewhere must not
 * turn a million into a thousand.
 * @param {string} text @param {string} currency @param {string} locale
 * @returns {bigint | null} null when it is no amount in this language
 */
export function readAmount(text, currency, locale) {
  const { group, point } = separators(locale);
  const digits = digitsOf(currency);
  const bare = text.replace(/[\s\u00a0\u202f]/g, '');
  const escape = (/** @type {string} */ s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const shape = new RegExp(`^(\\d+|\\d{1,3}(?:${escape(group)}\\d{3})+)(?:${escape(point)}(\\d{1,${Math.max(digits, 1)}}))?$`);
  const found = shape.exec(bare);
  if (!found || (digits === 0 && found[2])) return null;
  const minor = BigInt(found[1].split(group).join('') + (found[2] ?? '').padEnd(digits, '0'));
  return minor > 9223372036854775807n ? null : minor;
}

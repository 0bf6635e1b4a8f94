// Civil dates and instants. A date is `YYYY-MM-DD` here and {year, month, day} in the protocol; an instant is milliseconds here and RFC 3339 there.

/** @typedef {{year: number, month: number, day: number}} CivilDate */

const DAY = 86_400_000;
const pad = (/** @type {number} */ n, width = 2) => String(n).padStart(width, '0');

/** @param {CivilDate | undefined} date @returns {string} empty when there is none */
export function isoOf(date) {
  return date?.year ? `${pad(date.year, 4)}-${pad(date.month)}-${pad(date.day)}` : '';
}

/** @param {string} iso @returns {CivilDate | null} null when there is no such day */
export function dateOf(iso) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? { year, month, day } : null;
}

/** @param {string} iso @param {number} days */
export function plusDays(iso, days) {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The same day of a later month, or that month's last day. @param {string} iso @param {number} months */
export function plusMonths(iso, months) {
  const [year, month, day] = iso.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()))).toISOString().slice(0, 10);
}

/** The next 25th after `iso`: most wages come then. @param {string} iso */
export function nextPayday(iso) {
  const this25th = `${iso.slice(0, 8)}25`;
  return iso < this25th ? this25th : plusMonths(this25th, 1);
}

/** @param {string | undefined} zone @returns {boolean} */
export function isZone(zone) {
  if (!zone) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The agent's own zone. */
export function ownZone() {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** @param {number} millis @param {string} zone @returns {{date: string, time: string}} civil date and HH:MM there */
export function civilOf(millis, zone) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en', {
      timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    }).formatToParts(millis).map((p) => [p.type, p.value]),
  );
  return { date: `${parts.year.padStart(4, '0')}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/**
 * The instant of a civil time in a zone. Of a time that a clock change skips it is one that does not exist there, so the caller compares.
 * @param {string} date @param {string} time HH:MM @param {string} zone @returns {number} milliseconds
 */
export function instantOf(date, time, zone) {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  let guess = wanted;
  // Twice: the first guess may stand on the other side of a clock change.
  for (let i = 0; i < 2; i++) {
    const there = civilOf(guess, zone);
    guess += wanted - Date.parse(`${there.date}T${there.time}:00Z`);
  }
  return guess;
}

/** @param {string} iso @param {string} locale such as `25 Nov 2026` */
export function showDate(iso, locale) {
  return iso ? new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(Date.parse(`${iso}T00:00:00Z`)) : '–';
}

/** @param {string} iso @param {string} locale such as `Wed 25 Nov` */
export function showDay(iso, locale) {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }).format(Date.parse(`${iso}T00:00:00Z`));
}

/** @param {string | number} at @param {string} locale @param {string} [zone] */
export function showTime(at, locale, zone) {
  const millis = typeof at === 'number' ? at : Date.parse(at);
  return Number.isNaN(millis) ? '' : new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(millis);
}

/** @param {string | number} at @param {string} locale @param {string} [zone] */
export function showMoment(at, locale, zone) {
  const millis = typeof at === 'number' ? at : Date.parse(at);
  return Number.isNaN(millis)
    ? ''
    : new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(millis);
}

/** A span as `m:ss` or `h:mm:ss`; never negative. @param {number} millis */
export function showSpan(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

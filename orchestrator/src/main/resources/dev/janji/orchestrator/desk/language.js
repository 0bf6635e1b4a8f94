// One module of words a language; what is missing shows its key, and a test compares the keys.
import en from './words/en.js';
import id from './words/id.js';

/** @typedef {'id' | 'en'} Language */
/** @typedef {(key: string, values?: Record<string, unknown>) => string} Words */

export const LANGUAGES = Object.freeze({ id, en });

/** For `Intl`. @param {Language} language */
export function localeOf(language) {
  return language === 'en' ? 'en-GB' : 'id-ID';
}

/** @param {Language} language @returns {Words} */
export function wordsOf(language) {
  const words = LANGUAGES[language];
  return (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

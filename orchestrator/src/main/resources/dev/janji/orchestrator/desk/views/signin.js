// Sign-in: a token, a language, and what went wrong.
import { h } from '../lib/preact.js';
import { Field, Icon } from './parts.js';

/** @param {import('./parts.js').View} view */
export function SignIn({ s, t, deeds }) {
  const { busy, problem, detail, elsewhere, ended } = s.signIn;
  const token = () => /** @type {HTMLInputElement | null} */ (document.getElementById('token'))?.value ?? '';
  return h(
    'main',
    { class: 'signin' },
    h(
      'form',
      {
        class: 'card',
        onSubmit: (/** @type {Event} */ e) => {
          e.preventDefault();
          if (!busy) deeds.signIn(token());
        },
      },
      h('div', { class: 'brand' }, h('img', { src: '/desk/janji.svg', alt: '', width: 44, height: 44 }), h('span', null, 'Janji')),
      h('h1', null, t('signIn.title')),
      h('p', { class: 'quiet' }, t('signIn.welcome')),
      h('div', { role: 'status' }, ended && h('p', { class: 'note' }, h(Icon, { name: 'note' }), t(ended))),
      h(Field, { id: 'token', label: t('signIn.token'), error: problem && t(problem, { detail }), hint: t('signIn.tokenHint') }, (/** @type {any} */ aria) =>
        h('input', { ...aria, type: 'password', name: 'token', autocomplete: 'off', spellcheck: false, maxlength: 512 }),
      ),
      elsewhere
        ? h(
            'div',
            { class: 'elsewhere', role: 'alert' },
            h('p', null, h('strong', null, t('signIn.elsewhere')), ' ', t('signIn.elsewhereDetail')),
            h(
              'div',
              { class: 'row' },
              h('button', { type: 'button', id: 'take-over', class: 'act primary', onClick: () => deeds.takeOver() }, t('signIn.takeOver')),
              h('button', { type: 'button', class: 'act', onClick: () => deeds.dispatch({ type: 'signedOut' }) }, t('signIn.notNow')),
            ),
          )
        : h('button', { type: 'submit', class: 'act primary wide', 'aria-disabled': busy ? 'true' : undefined }, busy ? t('signIn.busy') : t('signIn.go')),
      h(Languages, { s, t, deeds }),
    ),
  );
}

/** @param {any} view */
export function Languages({ s, t, deeds }) {
  return h(
    'div',
    { class: 'languages', role: 'group', 'aria-label': t('language.label') },
    ['id', 'en'].map((one) =>
      h('button', { type: 'button', class: 'plain', lang: one, key: one, 'aria-pressed': String(s.language === one), onClick: () => deeds.speak(one) }, one === 'id' ? 'Bahasa Indonesia' : 'English'),
    ),
  );
}

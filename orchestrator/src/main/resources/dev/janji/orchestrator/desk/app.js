// Puts the parts together: state, connection, keyboard, page. The only module with a clock.
import { Connection } from './connection.js';
import { deedsOf } from './desk.js';
import { onKey } from './keys.js';
import { localeOf, wordsOf } from './language.js';
import { h, render } from './lib/preact.js';
import { initial, reduce } from './state.js';
import { App } from './views/app.js';

const SESSION = 'janji.desk.session';
const root = /** @type {HTMLElement} */ (document.getElementById('app'));

/** What outlives the tab: language and keys. Storage may be forbidden; the console works without it. */
const memory = {
  recall: (/** @type {string} */ name) => {
    try {
      return localStorage.getItem(`janji.desk.${name}`) ?? '';
    } catch {
      return '';
    }
  },
  remember: (/** @type {string} */ name, /** @type {string} */ value) => {
    try {
      localStorage.setItem(`janji.desk.${name}`, value);
    } catch {
      // Asked again next time.
    }
  },
};

/** What a reload of this tab needs. @param {any} session */
function keep(session) {
  try {
    if (session) sessionStorage.setItem(SESSION, JSON.stringify(session));
    else sessionStorage.removeItem(SESSION);
  } catch {
    // A reload asks for the token then.
  }
}

/** @returns {{token: string, resumeToken: string} | null} */
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(SESSION) ?? 'null');
  } catch {
    return null;
  }
}

const language = memory.recall('language') === 'en' ? 'en' : 'id';
let state = initial(language, memory.recall('single-keys') !== 'off', Date.now());
let focused = 0;

/** @param {any} action */
function dispatch(action) {
  state = reduce(state, { ...action, now: Date.now() });
  draw();
}

const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/desk/v1`;
const connection = new Connection(url, {
  onMessage(message) {
    if (message.unseated) {
      dispatch({ type: 'signedOut', why: message.unseated.why });
      return;
    }
    dispatch({ type: 'message', message });
    if (message.signedIn?.duty === 'DUTY_SUPERVISOR' && !message.signedIn.resumed) deeds.watchFloor();
  },
  onLink: (link) => dispatch({ type: 'link', link }),
  onSession: keep,
});
const deeds = deedsOf({ get: () => state, dispatch }, connection, memory);

function draw() {
  const words = wordsOf(state.language);
  if (document.documentElement.lang !== state.language) document.documentElement.lang = state.language;
  const title = words('app.title');
  if (document.title !== title) document.title = title;
  render(h(App, { s: state, t: words, locale: localeOf(state.language), deeds }), root);
  if (focused !== state.focus.n) {
    focused = state.focus.n;
    document.getElementById(state.focus.id)?.focus({ preventScroll: true });
  }
}

document.addEventListener('keydown', (e) => onKey(e, state, deeds));
addEventListener('online', () => connection.hurry());
setInterval(() => dispatch({ type: 'tick' }), 500);

const session = kept();
if (session?.token) {
  dispatch({ type: 'signingIn' });
  connection.signIn({ ...session, language });
} else {
  draw();
}

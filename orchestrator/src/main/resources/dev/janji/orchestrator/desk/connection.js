// The WebSocket and what keeps a session alive across several of them. What the desk says goes to `onMessage`, in order and once.

const PROTOCOL = 'janji.desk.v1+json';
const FIRST_WAIT = 250;
const LONGEST_WAIT = 8_000;
/** Of heartbeats, before the line counts as dead. */
const MISSED = 3;
/** How long a socket may take to open and the sign-in to be answered, milliseconds. */
const PATIENCE = 8_000;

/**
 * @typedef {object} Surroundings what differs in tests
 * @property {(url: string, protocol: string) => WebSocket} open
 * @property {(run: () => void, millis: number) => number} after
 * @property {(timer: number) => void} cancel
 * @property {() => number} random from 0 to 1
 */

/** @type {Surroundings} */
export const BROWSER = {
  open: (url, protocol) => new WebSocket(url, protocol),
  after: (run, millis) => setTimeout(run, millis),
  cancel: (timer) => clearTimeout(timer),
  random: () => Math.random(),
};

export class Connection {
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {any} what is needed to sign in again; null when nobody is */
  #person = null;
  /** The token that could take another session over. */
  #turnedAwayWith = '';
  #signedIn = false;
  #last = 0;
  /** Of SignedIn: of a resumed session it stands behind what follows. */
  #ahead = 0;
  #requests = 0;
  /** Sent, not answered, and harmless to send again under the same id. @type {Map<string, string>} */
  #unanswered = new Map();
  #tries = 0;
  #heartbeat = 0;
  /** @type {number | undefined} */
  #retry;
  /** @type {number | undefined} */
  #watch;

  /**
   * @param {string} url
   * @param {{onMessage: (message: any) => void, onLink: (link: string) => void, onSession: (session: any) => void}} listener
   *   `onSession`: what a reload of the page needs to go on, or null
   * @param {Surroundings} [around]
   */
  constructor(url, listener, around = BROWSER) {
    this.url = url;
    this.listener = listener;
    this.around = around;
    // Ids stay unique over reloads of the page: the desk takes an id of before for a repetition.
    this.name = around.random().toString(36).slice(2, 10);
  }

  /** Begins a session, or goes on with that of `resumeToken`. @param {{token: string, language: string, takeOver?: boolean, resumeToken?: string}} person */
  signIn(person) {
    this.#forget();
    this.#turnedAwayWith = '';
    this.#person = { ...person };
    this.#connect();
  }

  /** Ends the other session, of the sign-in that was refused because of it. @param {string} language */
  takeOver(language) {
    if (this.#turnedAwayWith) this.signIn({ token: this.#turnedAwayWith, language, takeOver: true });
  }

  /** The desk's texts come in this language from here on. @param {string} language */
  speak(language) {
    if (!this.#person) return;
    this.#person.language = language;
    if (this.#signedIn) this.#again(0);
  }

  /**
   * @param {any} body of a ClientMessage
   * @param {boolean} [repeatable] it is sent again, under its id, when the connection is lost before the answer; the desk stores it once
   * @returns {string} the request's id; empty when there is no connection: it was not sent
   */
  send(body, repeatable = false) {
    if (!this.#signedIn || this.#socket?.readyState !== 1) return '';
    const requestId = this.#nextRequest();
    const text = JSON.stringify({ requestId, ...body });
    if (repeatable) this.#unanswered.set(requestId, text);
    this.#socket.send(text);
    return requestId;
  }

  /** Tries at once, such as when the network is back. */
  hurry() {
    if (this.#person && this.#retry !== undefined) {
      this.#tries = 0;
      this.#again(0);
    }
  }

  /** Ends it; what is not answered is forgotten. */
  close() {
    this.#forget();
    this.listener.onSession(null);
    this.listener.onLink('none');
  }

  #forget() {
    this.#drop();
    if (this.#retry !== undefined) this.around.cancel(this.#retry);
    this.#retry = undefined;
    this.#person = null;
    this.#last = 0;
    this.#ahead = 0;
    this.#tries = 0;
    this.#unanswered.clear();
  }

  #nextRequest() {
    this.#requests += 1;
    return `${this.name}-${this.#requests}`;
  }

  #connect() {
    this.#retry = undefined;
    this.listener.onLink('connecting');
    const socket = this.around.open(this.url, PROTOCOL);
    this.#socket = socket;
    this.#watchFor(PATIENCE);
    // A socket that was dropped may still speak; it is not listened to.
    const mine = (/** @type {(e: any) => void} */ run) => (/** @type {any} */ e) => this.#socket === socket && run(e);
    socket.onopen = mine(() => {
      const { token, language, takeOver, resumeToken } = this.#person;
      const signIn = { token, language, ...(takeOver && { takeOver }), ...(resumeToken && { resumeToken, lastSequence: String(this.#last) }) };
      socket.send(JSON.stringify({ requestId: this.#nextRequest(), signIn }));
    });
    socket.onmessage = mine((e) => this.#hear(e.data));
    socket.onclose = mine(() => this.#lost());
  }

  /** @param {string} text */
  #hear(text) {
    const message = JSON.parse(text);
    this.#watchFor(this.#heartbeat ? this.#heartbeat * MISSED : PATIENCE);
    if (message.ping) {
      this.#socket?.send('{"pong":{}}');
      this.listener.onMessage(message);
      return;
    }
    if (message.signedIn && !this.#signedIn) return this.#welcome(message);
    if (!this.#signedIn) return this.#turnedAway(message);
    const sequence = Number(message.sequence ?? 0);
    if (sequence > 0) {
      if (sequence <= this.#last) return;
      if (sequence !== this.#last + 1) return this.#lost();
      this.#seen(sequence);
    }
    // A welcome of an earlier connection that is told again has nothing new.
    if (message.signedIn) return;
    this.#unanswered.delete(message.requestId);
    if (message.reconnect) return this.#again(message.reconnect.afterMillis ?? 0);
    if (message.unseated) {
      this.#forget();
      this.listener.onSession(null);
    }
    this.listener.onMessage(message);
  }

  /** @param {number} sequence */
  #seen(sequence) {
    this.#last = sequence;
    if (this.#ahead === this.#last + 1) this.#last = this.#ahead;
  }

  /** @param {any} message */
  #welcome(message) {
    const { signedIn } = message;
    const sequence = Number(message.sequence ?? 0);
    this.#signedIn = true;
    this.#tries = 0;
    this.#heartbeat = (signedIn.heartbeatSeconds ?? 5) * 1000;
    this.#ahead = 0;
    if (!signedIn.resumed) this.#last = sequence;
    else if (sequence === this.#last + 1) this.#last = sequence;
    else this.#ahead = sequence;
    this.#person = { ...this.#person, takeOver: false, resumeToken: signedIn.resumeToken };
    this.listener.onSession({ token: this.#person.token, resumeToken: signedIn.resumeToken });
    this.#watchFor(this.#heartbeat * MISSED);
    this.listener.onMessage(message);
    if (signedIn.resumed) this.#unanswered.forEach((text) => this.#socket?.send(text));
    else this.#unanswered.clear();
  }

  /** The answer to a sign-in that is not SignedIn. @param {any} message */
  #turnedAway(message) {
    const reason = message.refused?.reason;
    if (reason === 'REFUSAL_UNAVAILABLE') return this.#lost();
    if (reason === 'REFUSAL_NOT_KNOWN' && this.#person.resumeToken) {
      // The seat was not kept so long: the person is asked for anew, once.
      this.#person.resumeToken = undefined;
      this.#last = 0;
      return this.#again(0);
    }
    const { token } = this.#person;
    this.#forget();
    if (reason === 'REFUSAL_SIGNED_IN_ELSEWHERE') this.#turnedAwayWith = token;
    this.listener.onSession(null);
    this.listener.onMessage(message);
  }

  /** @param {number} millis */
  #watchFor(millis) {
    if (this.#watch !== undefined) this.around.cancel(this.#watch);
    this.#watch = this.around.after(() => this.#lost(), millis);
  }

  #drop() {
    if (this.#watch !== undefined) this.around.cancel(this.#watch);
    this.#watch = undefined;
    this.#signedIn = false;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #lost() {
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#tries);
    this.#tries += 1;
    this.#again(wait * (0.5 + this.around.random() / 2));
  }

  /** @param {number} millis */
  #again(millis) {
    const wasSignedIn = this.#signedIn || this.#person?.resumeToken;
    this.#drop();
    if (this.#retry !== undefined) this.around.cancel(this.#retry);
    this.#retry = undefined;
    if (!wasSignedIn && this.#tries > 2) {
      // Nothing is lost: say it, and let the person try again.
      this.#forget();
      this.listener.onLink('lost');
      return;
    }
    if (wasSignedIn) this.listener.onLink('lost');
    this.#retry = this.around.after(() => this.#connect(), millis);
  }
}

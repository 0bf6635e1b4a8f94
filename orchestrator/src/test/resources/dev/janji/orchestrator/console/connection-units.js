import { expect } from './expect.js';
import { Connection } from '/desk/connection.js';

/** Sockets and time that the test moves. */
function surroundings() {
  /** @type {any} */
  const world = {
    sockets: [], timers: new Map(), ids: 0, now: 0, heard: [], links: [], sessions: [],
    open: () => {
      const socket = { readyState: 1, sent: /** @type {any[]} */ ([]), closed: false, send: (/** @type {string} */ t) => socket.sent.push(JSON.parse(t)), close: () => { socket.closed = true; } };
      world.sockets.push(socket);
      return socket;
    },
    after: (/** @type {() => void} */ run, /** @type {number} */ millis) => { world.timers.set(++world.ids, { run, at: world.now + millis }); return world.ids; },
    cancel: (/** @type {number} */ id) => world.timers.delete(id),
    random: () => 1,
    socket: () => world.sockets[world.sockets.length - 1],
    say: (/** @type {any} */ message) => world.socket().onmessage({ data: JSON.stringify(message) }),
    pass: (/** @type {number} */ millis) => {
      world.now += millis;
      [...world.timers].filter(([, t]) => t.at <= world.now).sort(([, a], [, b]) => a.at - b.at).forEach(([id, t]) => { if (world.timers.delete(id)) t.run(); });
    },
  };
  world.connection = new Connection('ws://desk', { onMessage: (m) => world.heard.push(m), onLink: (l) => world.links.push(l), onSession: (s) => world.sessions.push(s) }, world);
  return world;
}

const WELCOME = { sequence: '1', signedIn: { agentId: 'agent-1', resumeToken: 'r1', heartbeatSeconds: 5 } };

function signedIn() {
  const w = surroundings();
  w.connection.signIn({ token: 't', language: 'id' });
  w.socket().onopen();
  w.say(WELCOME);
  return w;
}

const tell = (/** @type {any} */ w) => w.heard.filter((/** @type {any} */ m) => m.text).map((/** @type {any} */ m) => m.text.text);

export const connectionTests = {
  shouldAnswerEveryPing() {
    const w = signedIn();
    w.say({ ping: {} });
    expect(w.socket().sent.at(-1), { pong: {} });
  },
  shouldHearEverythingOnceAcrossALostConnection() {
    const w = signedIn();
    w.say({ sequence: '2', text: { text: 'a' } });
    w.socket().onclose();
    w.pass(250);
    w.socket().onopen();
    expect(w.socket().sent[0].signIn, { token: 't', language: 'id', resumeToken: 'r1', lastSequence: '2' });
    w.say({ sequence: '4', signedIn: { resumeToken: 'r1', resumed: true, heartbeatSeconds: 5 } });
    for (const [sequence, text] of [['2', 'a'], ['3', 'b'], ['5', 'c']]) w.say({ sequence, text: { text } });
    expect(tell(w), ['a', 'b', 'c']);
  },
  shouldComeAgainWhenSomethingIsMissing() {
    const w = signedIn();
    w.say({ sequence: '3', text: { text: 'c' } });
    expect([tell(w), w.socket().closed], [[], true]);
    w.pass(250);
    expect(w.sockets.length, 2);
  },
  shouldNoticeASilentLine() {
    const w = signedIn();
    w.pass(14_999);
    expect(w.socket().closed, false);
    w.pass(1);
    expect([w.sockets[0].closed, w.links.at(-1)], [true, 'lost']);
  },
  shouldWaitLongerEachTimeAndAtMostEightSeconds() {
    const w = signedIn();
    for (const wait of [250, 500, 1000, 2000, 4000, 8000, 8000]) {
      const before = w.sockets.length;
      w.socket().onclose();
      w.pass(wait - 1);
      expect(w.sockets.length, before, `before ${wait}`);
      w.pass(1);
      expect(w.sockets.length, before + 1, `after ${wait}`);
    }
  },
  shouldFollowAReconnectWhenItIsTold() {
    const w = signedIn();
    w.say({ sequence: '2', reconnect: { afterMillis: 700 } });
    w.pass(699);
    expect(w.sockets.length, 1);
    w.pass(1);
    expect(w.sockets.length, 2);
  },
  shouldSendAgainOnlyWhatIsStoredOnce() {
    const w = signedIn();
    const promise = w.connection.send({ capturePromise: {} }, true);
    w.connection.send({ dial: {} });
    const answered = w.connection.send({ bookCallback: {} }, true);
    w.say({ sequence: '2', requestId: answered, recorded: { id: 'x' } });
    w.socket().onclose();
    w.pass(250);
    w.socket().onopen();
    w.say({ signedIn: { resumed: true, resumeToken: 'r1' } });
    expect(w.socket().sent.slice(1), [{ requestId: promise, capturePromise: {} }]);
  },
  shouldSendNothingWhileThereIsNoConnection() {
    const w = signedIn();
    w.socket().onclose();
    expect(w.connection.send({ dial: {} }), '');
  },
  shouldForgetASeatThatWasNotKept() {
    const w = signedIn();
    w.socket().onclose();
    w.pass(250);
    w.socket().onopen();
    w.say({ refused: { reason: 'REFUSAL_NOT_KNOWN' } });
    w.pass(0);
    w.socket().onopen();
    expect(w.socket().sent[0].signIn, { token: 't', language: 'id' });
    w.say({ refused: { reason: 'REFUSAL_NOT_KNOWN' } });
    expect([w.sessions.at(-1), w.heard.at(-1).refused.reason, w.sockets.length], [null, 'REFUSAL_NOT_KNOWN', 3]);
  },
  shouldNotComeAgainAfterItWasUnseated() {
    const w = signedIn();
    w.say({ sequence: '2', unseated: { why: 'UNSEATED_WHY_TAKEN_OVER' } });
    w.pass(60_000);
    expect([w.sockets.length, w.sessions.at(-1)], [1, null]);
  },
  shouldUseOtherIdsAfterAReload() {
    const ids = new Set(Array.from({ length: 20 }, () => new Connection('ws://x', /** @type {any} */ ({}), { ...surroundings(), random: Math.random }).name));
    expect(ids.size, 20);
  },
};

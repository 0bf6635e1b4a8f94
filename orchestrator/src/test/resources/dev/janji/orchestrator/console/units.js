// Tests of the console's pure modules and of its connection. Each is a function that throws; a test of the JVM runs them in a browser.
import { connectionTests } from './connection-units.js';
import { formTests } from './form-units.js';
import { segmentTests } from './segment-units.js';
import { stateTests } from './state-units.js';

const tests = { ...stateTests, ...formTests, ...segmentTests, ...connectionTests };

/** @type {Record<string, string>} name to failure; empty when it passed */
const results = {};
for (const [name, run] of Object.entries(tests)) {
  try {
    await run();
    results[name] = '';
  } catch (e) {
    results[name] = String(e?.stack ?? e);
  }
}
window.results = results;

import TestSequencer from '@jest/test-sequencer';

/** By file name: later scenarios build on what earlier ones have shown, never on what they left. */
export default class ByName extends TestSequencer {
  sort(tests) {
    return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}

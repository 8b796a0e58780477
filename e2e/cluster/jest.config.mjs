import base from '../../jest.config.mjs';

/** @type {import('jest').Config} One scenario after the other, in the order of their file names, against one cluster. */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/e2e/cluster/*.e2e.ts'],
  testSequencer: '<rootDir>/e2e/cluster/sequencer.mjs',
  maxWorkers: 1,
  testTimeout: 600_000,
};

import { jest } from '@jest/globals';

// A canary under real load on a machine that others use, too: in CI a scenario that fails is run once more, and its failure is told.
if (process.env.CI) jest.retryTimes(1, { logErrorsBeforeRetry: true });

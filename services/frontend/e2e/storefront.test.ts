import { jest } from '@jest/globals';
import { accessibility } from './testing/accessibility.ts';
import { buying } from './testing/buying.ts';
import { findingTheWay } from './testing/finding-the-way.ts';
import { havingAnAccount } from './testing/having-an-account.ts';
import { payingOnce, payingWhatWasSaid } from './testing/paying-once.ts';
import { telemetry } from './testing/telemetry.ts';
import { useStage } from './testing/stage.ts';

// The whole platform and a real browser; started once for everything here.
jest.setTimeout(120_000);
const stage = useStage();

buying(stage);
payingOnce(stage);
payingWhatWasSaid(stage);
findingTheWay(stage);
havingAnAccount(stage);
telemetry(stage);
accessibility(stage);

import type { FormFactor } from './score.ts';

/** The device and the network that are imitated. */
export interface Profile {
  name: string;
  formFactor: FormFactor;
  /** Milliseconds that the browser adds to every request. */
  latencyMs: number;
  downloadKbps: number;
  uploadKbps: number;
  /** How many times slower the processor is than this machine's. */
  cpuSlowdown: number;
  width: number;
  height: number;
  pixelRatio: number;
  /** Whether the goals are for it; else it is only reported. */
  judged: boolean;
}

const phone = {
  formFactor: 'mobile',
  cpuSlowdown: 4,
  width: 412,
  height: 823,
  pixelRatio: 1.75,
} as const;

/**
 * The presets of Lighthouse (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md). Its "slow 4G" is 1.6 Mbit/s and a
 * round trip of 150 ms. Applied in the browser, a request waits one latency; a real one may wait for a connection too, which Lighthouse
 * makes up for by 3.75 latencies for each request: that harder way is measured beside, as `slow-4g`.
 */
export const profiles: readonly Profile[] = [
  { name: 'mobile', ...phone, latencyMs: 150, downloadKbps: 1638.4, uploadKbps: 750, judged: true },
  {
    name: 'desktop',
    formFactor: 'desktop',
    latencyMs: 40,
    downloadKbps: 10_240,
    uploadKbps: 10_240,
    cpuSlowdown: 1,
    width: 1350,
    height: 940,
    pixelRatio: 1,
    judged: true,
  },
  { name: 'slow-4g', ...phone, latencyMs: 562.5, downloadKbps: 1474.56, uploadKbps: 675, judged: false },
];

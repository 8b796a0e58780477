import { describe, expect, it } from '@jest/globals';
import { effectivePartitionKey } from './effective-partition-key.ts';

describe('the effective partition key', () => {
  // The expected values are what the SDK itself computes (@azure/cosmos 4.10.1); it sends ranges of them.
  it.each([
    ['asdf', '208BF1D598F5B63AD5520F04FE58C5E8'],
    ['', '32E9366E637A71B4E710384B2F4970A0'],
    ['ü€', '0994AC0CEC9BF983A0F24AF918B376E2'],
    ['a'.repeat(33), '01777A75D7A41417F068C1F01BF64F21'],
    [1, '20CD98B339BA78A5D0CF6953B87070B0'],
    [-2.5, '11DFF5D6B7A8EF74872EE9E3F806A13F'],
    [null, '378867E4430E67857ACE5C908374FE16'],
    [true, '0E711127C5B5A8E4726AC6DD306A3E59'],
    [false, '2FE1BE91E90A3439635E0E9E37361EF2'],
    [undefined, '11622DAA78F835834610ABE56EFF5CB5'],
  ])('of %j is the one the SDK expects', (value, expected) => {
    expect(effectivePartitionKey([value])).toBe(expected);
  });

  it('of a hierarchical key starts with that of its prefix', () => {
    expect(effectivePartitionKey(['t', 1, null])).toBe(
      effectivePartitionKey(['t']) + effectivePartitionKey([1]) + effectivePartitionKey([null]),
    );
  });

  it('differs between types', () => {
    const keys = [undefined, null, false, true, 0, '0', ''].map((value) => effectivePartitionKey([value]));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

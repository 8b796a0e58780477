import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { defaultLimits } from './limits.ts';

describe('docs/limits.md', () => {
  it('says every limit of the gateway as the code has it', () => {
    const text = readFileSync(new URL('../../../../docs/limits.md', import.meta.url), 'utf8');
    const rows = [...text.matchAll(/^\| gateway: `(\w+)`\s*\| ([\d,]+)/gm)].map(([, name = '', value = '']) => [
      name,
      Number(value.replaceAll(',', '')),
    ]);
    expect(Object.fromEntries(rows)).toEqual(defaultLimits);
  });
});

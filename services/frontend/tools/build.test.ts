import { describe, expect, it } from '@jest/globals';
import { refuseUnbuildable } from './build.mjs';

describe('the build of the shop', () => {
  it.each(['/home/ada/c#/halden', '/home/ada/what?/halden'])('says of %s that another folder is needed', (folder) => {
    expect(() => refuseUnbuildable(folder)).toThrow(folder);
    expect(() => refuseUnbuildable(folder)).toThrow('move or clone it');
  });

  it('takes folders with spaces, umlauts and percent signs', () => {
    expect(() => refuseUnbuildable('/home/ada/mein Läden & 100%/halden')).not.toThrow();
  });
});

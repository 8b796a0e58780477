import { describe, expect, it } from '@jest/globals';
import { IdentityStore } from './store.ts';

describe('the store of sign-ins', () => {
  it('forgets the oldest of very many that were begun, and nothing else', async () => {
    const store = new IdentityStore();
    const [begun, sessions] = [store.adapter('Interaction'), store.adapter('Session')];
    await sessions.upsert('ada', { uid: 'ada' }, 3_600);
    for (let n = 0; n < 2_600; n++) await begun.upsert(`sign-in ${n}`, {}, 3_600 + n);
    const found = async (name: string) => (await begun.find(name)) !== undefined;
    expect([await found('sign-in 0'), await found('sign-in 200'), await found('sign-in 2599')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(await sessions.find('ada')).toEqual({ uid: 'ada' });
    store.close();
  });

  it('forgets what has ended while it runs', async () => {
    const store = new IdentityStore();
    const codes = store.adapter('AuthorizationCode');
    await codes.upsert('old', {}, -1);
    for (let n = 0; n < 250; n++) await codes.upsert(`code ${n}`, {}, 60);
    expect(store.size()).toBe(250);
    store.close();
  });
});

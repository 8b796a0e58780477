import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createStored, forgetPersonal } from './stored.ts';

class FakeStorage {
  [key: string]: unknown;
  getItem = (key: string) => (Object.hasOwn(this, key) ? (this[key] as string) : null);
  setItem = (key: string, text: string) => void (this[key] = text);
  removeItem = (key: string) => void delete this[key];
}

const globals = globalThis as { window?: unknown; sessionStorage?: unknown };
const before = { window: globals.window, sessionStorage: globals.sessionStorage };
let storage: FakeStorage;
let page: EventTarget;

beforeEach(() => {
  storage = new FakeStorage();
  page = new EventTarget();
  globals.window = page;
  Object.defineProperty(globalThis, 'sessionStorage', { value: storage, configurable: true, writable: true });
});
afterEach(() => {
  globals.window = before.window;
  Object.defineProperty(globalThis, 'sessionStorage', {
    value: before.sessionStorage,
    configurable: true,
    writable: true,
  });
});

const stored = (options: { personal?: boolean } = {}) =>
  createStored<number>({
    key: 'n',
    storage: () => storage as unknown as Storage,
    parse: (kept) => (typeof kept === 'number' ? kept : 0),
    ...options,
  });
const happen = (type: string, fields: object) => page.dispatchEvent(Object.assign(new Event(type), fields));

describe('a value in the storage of the browser', () => {
  it('is changed from what is there, also when another tab has written and nobody has heard of it', () => {
    const value = stored();
    storage.setItem('halden.n', '5');
    expect(value.get()).toBe(0);
    value.set((current) => current + 1);
    expect(storage.getItem('halden.n')).toBe('6');
  });

  it('can be read anew before something depends on it', () => {
    const value = stored();
    storage.setItem('halden.n', '5');
    expect(value.read()).toBe(5);
    expect(value.get()).toBe(5);
  });

  it.each([
    ['another tab writes', 'storage', { key: 'halden.n' }],
    ['another tab clears everything', 'storage', { key: null }],
    ["the back button brings the page back from the browser's memory", 'pageshow', { persisted: true }],
  ])('is up to date when %s', (_, type, fields) => {
    const value = stored();
    let notified = 0;
    value.subscribe(() => notified++);
    storage.setItem('halden.n', '7');
    happen(type, fields);
    expect([value.get(), notified]).toEqual([7, 1]);
    happen(type, fields);
    expect(notified).toBe(1);
  });

  it('begins anew when what is there is broken', () => {
    storage.setItem('halden.n', '{');
    expect(stored().get()).toBe(0);
  });

  it('lives in the page where the storage refuses', () => {
    const value = stored();
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    value.set(3);
    expect(value.get()).toBe(3);
  });

  it('is forgotten when its person leaves, in this page and of earlier ones', () => {
    const mine = stored({ personal: true });
    const everybodys = stored();
    mine.set(4);
    everybodys.set(8);
    storage.setItem('halden.mine.of-another-page', '1');
    forgetPersonal();
    expect([mine.get(), everybodys.get()]).toEqual([0, 8]);
    expect(Object.keys(storage).filter((key) => key.startsWith('halden.'))).toEqual(['halden.n']);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { orderStates, orderStatuses, stageOf } from './order-states.ts';

const root = resolve(import.meta.dirname, '../../..');
/** Where orders are read or changed. payment- and notification-service have names of their own: states of payments, types of messages. */
const folders = [
  'services/order-service/src',
  'services/frontend/src',
  'libs',
  'e2e',
  'bench',
  'local/launcher',
  'tools',
];
const allowed = [
  'libs/contracts/src/order-states.ts',
  'services/order-service/src/domain/order-lifecycle.ts',
  'libs/contracts/src/payments.ts', // the states of a payment
];
const isSource = (path: string) =>
  /\.tsx?$/.test(path) && !/node_modules|\/dist\/|\.test\.tsx?$|\/testing\/|migrations\.ts$|\/i18n\//.test(path);

describe('the states of an order', () => {
  it('are named in two files only: the table of states and the lifecycle', () => {
    const literal = new RegExp(`'(${orderStatuses.join('|')})'`);
    const found = folders
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
      )
      .filter((path) => isSource(path) && !allowed.includes(relative(root, path)))
      .flatMap((path) =>
        readFileSync(path, 'utf8')
          .split('\n')
          .flatMap((line, index) =>
            isAboutStates(line, literal) ? [`${relative(root, path)}:${index + 1} ${line.trim()}`] : [],
          ),
      );
    expect(found).toEqual([]);
  });

  it('say of a refund what the order is apart from it', () => {
    expect(stageOf({ timeline: [{ status: 'pending' }, { status: 'paid' }, { status: 'refunding' }] })).toBe('paid');
    expect(stageOf({ timeline: [{ status: 'pending' }, { status: 'cancelled' }, { status: 'refunded' }] })).toBe(
      'cancelled',
    );
    expect(() => stageOf({ timeline: [] })).toThrow(RangeError);
  });

  it('keep neither money nor goods where nothing comes of an order', () => {
    for (const facts of Object.values(orderStates))
      if (facts.money === 'none') expect([facts.final, facts.goods]).toEqual([true, 'free']);
  });
});

/** A column of the database is called as a state is. */
const isAboutStates = (line: string, literal: RegExp): boolean =>
  literal.test(line.replaceAll(/\.input\('refunded'|'charged', 'refunded'/g, ''));

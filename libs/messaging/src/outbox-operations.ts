import { Closed, type Static, StringEnum, Type } from '@halden/contracts';
import { BadManagementRequest, createValidator, type ManagementOperation } from '@halden/service-kit';
import type { OutboxStore, ParkedFilter } from './outbox-store.ts';

const reasons = ['too_large', 'refused', 'unknown_destination', 'attempts_exhausted'] as const;
const Filter = {
  destination: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  reason: Type.Optional(StringEnum(reasons)),
};
const ListQuery = Closed({ ...Filter, limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,3}$' })) });
const ReplayBody = Closed({
  ...Filter,
  ids: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 128 }), { maxItems: 5_000 })),
  all: Type.Optional(Type.Boolean()),
});

/** What operators ask and do about parked messages, by path of the management port. */
export function outboxOperations(options: {
  store: OutboxStore;
  /** Something can be sent now. */
  wake(): void;
}): Record<'/outbox' | '/outbox/replay', ManagementOperation> {
  const { store, wake } = options;
  const asListQuery = checked<Static<typeof ListQuery>>(createValidator(ListQuery, 'body'));
  const asReplayBody = checked<Static<typeof ReplayBody>>(createValidator(ReplayBody, 'body'));
  return {
    '/outbox': {
      method: 'GET',
      async run({ query }) {
        const { limit = '100', ...filter } = asListQuery(Object.fromEntries(query));
        return { parked: await store.parked({ ...filter, limit: Number(limit) }), counts: await store.countParked() };
      },
    },
    '/outbox/replay': {
      method: 'POST',
      async run({ body }) {
        const { all, ...filter } = asReplayBody(body);
        if (!all && Object.keys(filter).length === 0)
          throw new BadManagementRequest('say which: ids, destination, reason, or all');
        const replayed = await store.replay(filter satisfies ParkedFilter);
        wake();
        return { replayed };
      },
    },
  };
}

const checked =
  <T>(validate: ReturnType<typeof createValidator>) =>
  (value: unknown): T => {
    const [fault] = validate(value);
    if (fault) throw new BadManagementRequest(`${fault.pointer} ${fault.detail}`);
    return value as T;
  };

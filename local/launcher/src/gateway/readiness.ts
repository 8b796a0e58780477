import { ask } from '../ask.ts';
import type { GatewayOptions } from './options.ts';

/** Asks everything behind the gateway whether it is ready. */
export async function readiness({
  services,
  identity,
  mailbox,
}: GatewayOptions): Promise<{ ready: boolean; parts: Record<string, boolean> }> {
  const questions: [string, string][] = [
    ...Object.entries(services).map(([name, address]): [string, string] => [name, `${address}/ready`]),
    ['identity', `${identity}/identity/.well-known/openid-configuration`],
    ['mailbox', `${mailbox}/mailbox/api/messages?limit=1`],
  ];
  const parts = Object.fromEntries(
    await Promise.all(questions.map(async ([name, url]) => [name, await answers(url)] as const)),
  );
  return { ready: Object.values(parts).every(Boolean), parts };
}

const answers = (url: string): Promise<boolean> =>
  ask(url).then(
    ({ status }) => status === 200,
    () => false,
  );

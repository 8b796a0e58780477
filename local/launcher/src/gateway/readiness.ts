import { ask } from '../ask.ts';
import type { GatewayOptions } from './options.ts';

/** Asks everything behind the gateway whether it is ready. */
export async function readiness(options: GatewayOptions): Promise<{ ready: boolean; parts: Record<string, boolean> }> {
  const questions: [string, string][] = [
    ...Object.entries(options.readiness),
    ['identity', `${options.identity}/identity/.well-known/openid-configuration`],
    ['mailbox', `${options.mailbox}/mailbox/api/messages?limit=1`],
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

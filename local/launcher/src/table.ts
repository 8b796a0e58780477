import { testCards } from '@halden/contracts';
import type { DemoPerson } from '@halden/local-azure/about';
import type { Addresses } from './platform.ts';

/** What a person needs to know once everything runs. */
export function readyTable(options: {
  addresses: Addresses;
  seconds: number;
  people: readonly DemoPerson[];
  password: string;
}): string {
  const { addresses, seconds, people, password } = options;
  const { azure, memory } = addresses;
  const memoryMb = Object.values(memory).reduce((sum, { totalMb }) => sum + totalMb, 0);
  const sections: [string, [string, string][]][] = [
    [
      `Ready in ${seconds.toFixed(1)} s`,
      [
        ['Shop', addresses.url],
        ['API documents', addresses.docs],
        ['Mailbox', addresses.mailbox],
        ['Data', addresses.data],
        ['Memory', `${memoryMb} MiB at most, all processes together`],
      ],
    ],
    [
      'Embedded Azure',
      [
        ['Service Bus', azure.serviceBus],
        ['Cosmos DB', azure.cosmos.endpoint],
        ['Sign-in', azure.issuer],
      ],
    ],
    [
      `People (password: ${password})`,
      people.map(({ email, name, roles }) => [
        email,
        roles.length > 0 ? `${name}, staff: ${roles.join(', ')}` : `${name}, customer`,
      ]),
    ],
    ['Test cards', testCards.map(({ number, description }) => [number, description])],
    [
      'Try',
      [
        ['npm run demo:order', 'places an order and follows it to the e-mail'],
        ['Ctrl-C', 'stops everything'],
      ],
    ],
  ];
  const width = Math.max(...sections.flatMap(([, rows]) => rows.map(([name]) => name.length)));
  const text = sections.map(([title, rows]) =>
    [title, ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)].join('\n'),
  );
  return `\n${text.join('\n\n')}\n\n`;
}

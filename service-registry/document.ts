import type { Consumption, Ports, ServiceDescription } from '@halden/service-description';

/** `docs/services.md`: what the registry says, for people. */
export function documentOf(services: readonly ServiceDescription[]): string {
  return `# Services

Written by \`npm run registry\` from every \`service.ts\`; do not edit. [How to add one](how-to/add-a-service.md).

${services.map(sectionOf).join('\n')}`;
}

function sectionOf(service: ServiceDescription): string {
  const { name, description, runtime, ports, routes, calls, uses, consumes, slo, secrets, judgedBy, local } = service;
  const lines = [
    `runs as \`${runtime}\` on ${portsText(ports)}${local ? `; with \`npm start\` on ${local.port}` : ''}`,
    `public at ${list(routes) || 'no path'}`,
    calls.length > 0 && `calls ${list(calls.map((call) => call.service))}`,
    uses.length > 0 && `uses ${list(uses)}`,
    consumes.length > 0 && `consumes ${consumes.map(consumed).join(', ')}`,
    Object.keys(secrets).length > 0 && `reads from the Key Vault ${list(Object.values(secrets))}`,
    `objective: ${slo.availability} % of requests good in 30 days, 99 % of them within ${slo.latencyMs} ms`,
    runtime !== 'embedded-azure' && `a canary is judged by ${judgedBy}`,
  ];
  return `## ${name}\n\n${description}.\n\n${lines
    .filter(Boolean)
    .map((line) => `- ${line}`)
    .join('\n')}\n`;
}

const portsText = (ports: Ports): string =>
  Object.entries(ports)
    .map(([name, port]) => `port ${port} (\`${name}\`)`)
    .join(', ');

const list = (texts: readonly string[]): string => texts.map((text) => `\`${text}\``).join(', ');

function consumed(consumption: Consumption): string {
  if (consumption.kind === 'queue') return `the queue \`${consumption.queue}\``;
  if (consumption.kind === 'subscription')
    return `the subscription \`${consumption.subscription}\` of the topic \`${consumption.topic}\``;
  return `the hub \`${consumption.hub}\` as \`${consumption.consumerGroup}\``;
}

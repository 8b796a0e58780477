import type { Standing } from '../cluster/running.ts';
import type { GitStatus, RunningStatus, Status } from '../cluster/status.ts';
import { parseImage } from '../diff/dangers.ts';
import { shortDigest } from '../desired/app-file.ts';
import { paint, table, type Terminal } from '@halden/cli/terminal';

/** What Git says: a row for each service, a column for each environment. */
export function statusTable({ commit, git }: Status, environments: readonly string[], terminal: Terminal): string {
  const services = [...new Set(git.map(({ service }) => service))];
  const rows = services.map((service) => [
    service,
    ...environments.map((environment) =>
      cell(git.find((row) => row.service === service && row.environment === environment)),
    ),
  ]);
  const title = paint(terminal, 'bold', `Git (${commit.slice(0, 12)})`);
  const edited = git.some(({ uncommitted }) => uncommitted) ? '\n* edited, not committed' : '';
  return `${title}\n${table(['service', ...environments], rows)}${edited}`;
}

/** Enough of a digest to distinguish images. */
const brief = (digest: string): string => shortDigest(digest).slice('sha256:'.length, 'sha256:'.length + 8);

function cell(row: GitStatus | undefined): string {
  if (!row) return '';
  const { built, release, uncommitted } = row;
  const text = built ? `${release.tag} ${brief(release.digest)}` : 'not built';
  return uncommitted ? `${text} *` : text;
}

const styles: Record<Standing, 'green' | 'yellow' | 'red'> = {
  'in-sync': 'green',
  'rolling-out': 'yellow',
  'waiting-for-approval': 'yellow',
  'not-applied': 'yellow',
  absent: 'red',
  failed: 'red',
};

/** What runs in one cluster: a row for each service, with the verdict last, and what to do next below. */
export function runningTable(
  cluster: { readonly name: string; readonly server: string; readonly services: readonly RunningStatus[] },
  terminal: Terminal,
): string {
  const header = ['service', 'git', 'serves', 'canary', 'weight', 'flux', 'standing'];
  const rows = cluster.services.map(({ service, release, running, verdict }) => [
    service,
    `${release.tag} ${brief(release.digest)}`,
    serves(running),
    running?.canary?.phase ?? '—',
    weight(running),
    flux(running),
    verdict.standing,
  ]);
  const lines = table(header, rows).split('\n');
  const coloured = lines.map((line, index) => {
    const standing = cluster.services[index - 1]?.verdict.standing;
    if (standing === undefined) return line;
    return `${line.slice(0, line.length - standing.length)}${paint(terminal, styles[standing], standing)}`;
  });
  const remarks = cluster.services
    .filter(({ verdict }) => verdict.standing !== 'in-sync')
    .map(({ service, verdict }) => `  ${service}: ${verdict.text}${verdict.next ? `\n    next: ${verdict.next}` : ''}`);
  return [paint(terminal, 'bold', `${cluster.name}: ${cluster.server}`), ...coloured, ...remarks].join('\n');
}

function serves(running: RunningStatus['running']): string {
  if (running?.servingImage === undefined) return '—';
  const { tag, digest } = parseImage(running.servingImage);
  return [running.servingVersion ?? tag, digest && brief(digest)].filter(Boolean).join(' ');
}

function weight(running: RunningStatus['running']): string {
  const canary = running?.canary;
  if (canary?.weights) return `${canary.weights.canary} %`;
  return canary?.iterations ? `${canary.iterations.done}/${canary.iterations.of}` : '—';
}

function flux(running: RunningStatus['running']): string {
  const state = running?.flux;
  if (!state) return '—';
  const commit = /sha1:([0-9a-f]{7})/.exec(state.revision ?? '')?.[1];
  const word = state.suspended ? 'suspended' : { True: 'ready', False: 'not ready', Unknown: 'working' }[state.ready];
  return commit ? `${word} ${commit}` : word;
}

import { isUnbuilt } from '@halden/charts/unbuilt';
import type { SemanticDiff } from '../diff/compare.ts';
import { toMarkdown } from '../diff/present.ts';
import type { Promotion } from './release.ts';

/** The Markdown of a promotion's pull request: what moves, how it did where it comes from, what changes, and the way back. */
export function pullRequestBody(facts: {
  readonly service: string;
  readonly promotion: Promotion;
  /** Since when Git holds the release in the environment it comes from; ISO 8601. */
  readonly since: string;
  /** What the clusters of that environment said; undefined when nobody asked them. */
  readonly canary: string | undefined;
  readonly diff: SemanticDiff;
}): string {
  const { service, promotion, since, canary, diff } = facts;
  const { from, to, release, replaces } = promotion;
  const wayBack = isUnbuilt(replaces.digest)
    ? `none: ${to} has had no release of ${service} before`
    : `\`${replaces.tag}\` \`${replaces.digest}\`: \`npm run platform -- rollback ${service} --env ${to}\``;
  const rows = [
    ['release', `\`${release.tag}\` \`${release.digest}\``],
    [`in ${from} since`, since],
    [`health in ${from}`, canary ?? 'not asked'],
    ['rollback target', wayBack],
  ];
  return [
    `### Promote ${service} ${release.tag} from ${from} to ${to}`,
    ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n'),
    toMarkdown(diff),
  ].join('\n\n');
}

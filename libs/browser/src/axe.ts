import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from './chromium.ts';

/**
 * What axe finds wrong with a page: one line for each fault, with where it is. Every rule is on, best practices too; with `rules` only
 * those are (what depends on colours, say, on the same page in other colours).
 */
export async function accessibilityFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page })
    // Pages without frames need no second page to put results together, and nobody reads what passed.
    .setLegacyMode()
    .options({
      resultTypes: ['violations'],
      ...(rules && { runOnly: { type: 'rule' as const, values: [...rules] } }),
    });
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const why = failureSummary.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim();
      return `${id}: ${help}, at ${target.flat().join(' ')} (${why})`;
    }),
  );
}

/** The rules that depend on a page's colours. */
export const colourRules = ['color-contrast', 'link-in-text-block'];

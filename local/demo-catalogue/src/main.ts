import { program, run } from '@halden/cli/main';
import { Refusal } from '@halden/cli/refusal';
import { signIn } from '@halden/launcher/demo/local';
import { catalogueStaff, importDemoCatalogue } from './import.ts';

const about = `What is there already stays as it is, so it may be run again. The token is of somebody with the role catalog.write; without one,
the program signs in at the embedded identity of a local shop.`;

const command = program(
  'npm run demo:catalogue --',
  'Fills a shop with the demo catalogue: its products, their first stock and their pictures.',
)
  .option('--url <address>', 'of the shop', `http://localhost:${process.env.PORT ?? '8080'}`)
  .option('--token <token>', 'access token (DEMO_CATALOGUE_TOKEN, which other people of the machine cannot see)')
  .addHelpText('after', `\n${about}`)
  .action(async ({ url, token }: { url: string; token?: string }) => {
    const began = performance.now();
    try {
      await importDemoCatalogue({
        url,
        token: token ?? process.env.DEMO_CATALOGUE_TOKEN ?? (await signIn(url, catalogueStaff())),
        onProducts(items) {
          const created = items.filter(({ outcome }) => outcome === 'created').length;
          console.error(`${created} products added, ${items.length - created} were there`);
          // Who started this program with a channel hears of the products before their pictures.
          process.send?.({ type: 'products-imported' });
        },
      });
    } catch (error) {
      throw new Refusal({
        what: 'the demo catalogue could not be imported',
        where: url,
        why: (error as Error).message,
        fix: 'start the shop (npm start), or name another with --url and a token with the role catalog.write',
      });
    }
    console.error(`the demo catalogue is in ${url} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  });
await run(command);

import type { CategoryId } from '@halden/contracts';
import { useResource } from '../data/use-resource.ts';
import { useMessages } from '../i18n/use-messages.tsx';
import { categories } from './queries.ts';
import { useView } from './use-view.ts';

/** What shelf this is, and what stands on it. */
export function ShelfHead({
  shelf,
  title,
  searched,
}: {
  shelf: CategoryId | undefined;
  title: string;
  searched: boolean;
}) {
  const messages = useMessages();
  const { data } = useResource(categories(useView()));
  const lead = shelf ? data?.find(({ id }) => id === shelf)?.description : messages.shelf.allLead;
  return (
    <header className="shelf-head">
      <h1>{title}</h1>
      {!searched && <p className="soft">{lead ?? '\u00a0'}</p>}
    </header>
  );
}

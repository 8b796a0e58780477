import type { ProductPage } from '@halden/contracts';
import { Link } from 'wouter';
import { useMessages } from '../i18n/use-messages.tsx';
import { pageNumbers } from './shelf-url.ts';
import type { ShelfState } from './use-shelf.ts';

interface PagingProps {
  state: ShelfState;
  page: ProductPage;
  onPage: () => void;
}

/** From page to page; every page has its address. */
export function Paging({ state: { choice, hrefOf }, page: { page, pageCount }, onPage }: PagingProps) {
  const { shelf: messages } = useMessages();
  const link = (
    to: number,
    label: string,
    props: { 'aria-label'?: string; 'aria-current'?: 'page' | undefined } = {},
  ) => (
    <Link href={hrefOf({ ...choice, page: to })} className="page-link" onClick={onPage} {...props}>
      {label}
    </Link>
  );
  return (
    <nav className="paging" aria-label={messages.pages}>
      {page > 1 && link(page - 1, messages.previous)}
      <ol>
        {pageNumbers(page, pageCount).map((each, index) => (
          <li key={each ?? `gap ${index}`}>
            {each === undefined ? (
              <span className="soft">…</span>
            ) : (
              link(each, String(each), {
                'aria-label': messages.page(each),
                'aria-current': each === page ? 'page' : undefined,
              })
            )}
          </li>
        ))}
      </ol>
      {page < pageCount && link(page + 1, messages.next)}
    </nav>
  );
}

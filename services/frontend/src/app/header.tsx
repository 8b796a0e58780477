import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '../account/use-session.ts';
import { drawer } from '../cart/store.ts';
import { useCart } from '../cart/use-cart.ts';
import { shelfIds } from '../catalogue/shelf-url.ts';
import { useMessages } from '../i18n/use-messages.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SearchForm } from './search-form.tsx';
import { useHidingHeader } from './use-hiding-header.ts';

/** Word mark, shelves, search, account and cart. */
export function Header() {
  const { frame } = useMessages();
  const header = useHidingHeader();
  const session = useSession();
  const { count } = useCart();
  const [menuOpen, setMenuOpen] = useState(false);
  const [searchOpen, setSearchOpen] = useState(false);
  const [path] = useLocation();
  const shelves = shelfIds.map((id) => (
    <Link
      key={id}
      href={`/shelves/${id}`}
      aria-current={path === `/shelves/${id}` ? 'page' : undefined}
      onClick={() => setMenuOpen(false)}
    >
      {frame.shelfNames[id]}
    </Link>
  ));
  return (
    <header className="header" ref={header}>
      <div className="container header-row">
        <button
          type="button"
          className="icon-button menu-toggle"
          aria-label={frame.menu}
          onClick={() => setMenuOpen(true)}
        >
          <Icon name="menu" />
        </button>
        <Link href="/" className="wordmark" aria-label={frame.home}>
          Halden
        </Link>
        <nav className="shelves-nav" aria-label={frame.shelves}>
          {shelves}
        </nav>
        <div className="header-tools">
          <SearchForm open={searchOpen} onDone={() => setSearchOpen(false)} onOpen={() => setSearchOpen(true)} />
          <button
            type="button"
            className="icon-button search-toggle"
            aria-label={frame.search}
            aria-expanded={searchOpen}
            onClick={() => setSearchOpen(!searchOpen)}
          >
            <Icon name={searchOpen ? 'close' : 'search'} />
          </button>
          <Link
            href="/account"
            className="icon-button"
            aria-label={session.state === 'signed-in' ? `${frame.account}: ${session.name}` : frame.account}
          >
            <Icon name="account" filled={session.state === 'signed-in'} />
          </Link>
          <button
            type="button"
            className="icon-button cart-button"
            aria-label={frame.cart(count)}
            onClick={drawer.open}
          >
            <Icon name="cart" />
            {count > 0 && (
              <span className="cart-count" aria-hidden="true">
                {count}
              </span>
            )}
          </button>
        </div>
      </div>
      <Sheet title={frame.shelves} side="left" open={menuOpen} onClose={() => setMenuOpen(false)}>
        <nav className="menu-list" aria-label={frame.shelves}>
          <Link href="/search" onClick={() => setMenuOpen(false)}>
            {frame.everything}
          </Link>
          {shelves}
        </nav>
      </Sheet>
    </header>
  );
}

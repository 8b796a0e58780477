import { Link } from 'wouter';
import { shelfIds } from '../catalogue/shelf-url.ts';
import { useMessages } from '../i18n/use-messages.tsx';
import { ViewChoices } from '../ui/view-choices.tsx';
import { useAwake } from './use-awake.ts';
import { useConfig } from '../runtime/use-config.ts';

export function Footer() {
  const { frame } = useMessages();
  const demo = useConfig()?.demo === true;
  return (
    <footer className="footer">
      <div className="container footer-grid">
        <div>
          <span className="wordmark">Halden</span>
          <p className="tagline">{frame.tagline}</p>
        </div>
        <nav aria-label={frame.shop}>
          <h2>{frame.shop}</h2>
          <ul className="two">
            {shelfIds.map((id) => (
              <li key={id}>
                <Link href={`/shelves/${id}`}>{frame.shelfNames[id]}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label={frame.help}>
          <h2>{frame.help}</h2>
          <ul>
            <li>
              <Link href="/account">{frame.account}</Link>
            </li>
            <li>
              <Link href="/account/orders">{frame.yourOrders}</Link>
            </li>
            {demo && (
              <>
                <li>
                  <a href="/mailbox/">{frame.mailbox}</a>
                </li>
                <li>
                  <a href="/api/docs">{frame.apiDocs}</a>
                </li>
              </>
            )}
          </ul>
        </nav>
        <div role="group" aria-label={frame.settings}>
          <h2>{frame.settings}</h2>
          {useAwake() && <ViewChoices />}
        </div>
      </div>
      {demo && (
        <div className="container">
          <p className="imprint">{frame.imprint}</p>
        </div>
      )}
    </footer>
  );
}

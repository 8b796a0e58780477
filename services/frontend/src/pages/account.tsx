import './account.css';
import { OrderList } from '../order/order-list.tsx';
import { signOut } from '../account/sign-in.ts';
import { SignInPanel } from '../account/sign-in-panel.tsx';
import { NotificationSettings } from '../account/notification-settings.tsx';
import { useSession } from '../account/use-session.ts';
import { usePageTitle } from '../runtime/navigation.ts';
import { useAllMessages } from '../i18n/use-messages.tsx';
import { ViewChoices } from '../ui/view-choices.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';

export default function Account() {
  const { account: messages, frame } = useAllMessages();
  const session = useSession();
  usePageTitle(messages.title);
  const known = session.state === 'signed-in';
  return (
    <div className="container page account-page">
      <header className="account-head">
        <div>
          <h1>{known ? messages.hello(session.name) : messages.title}</h1>
          {known && <p className="soft">{session.email}</p>}
        </div>
        {known && (
          <button type="button" className="button" onClick={() => void signOut()}>
            {frame.signOut}
          </button>
        )}
      </header>
      {session.state === 'unknown' ? null : !known ? (
        <SignInPanel returnTo="/account" />
      ) : (
        <div className="account">
          <section aria-labelledby="my-orders">
            <h2 id="my-orders">{messages.orders}</h2>
            <ErrorBoundary name="orders">
              <OrderList />
            </ErrorBoundary>
          </section>
          <div className="account-side">
            <section aria-labelledby="notification-settings">
              <h2 id="notification-settings">{messages.notifications}</h2>
              <ErrorBoundary name="notification-settings">
                <NotificationSettings />
              </ErrorBoundary>
            </section>
            <section aria-labelledby="seeing">
              <h2 id="seeing">{messages.seeing}</h2>
              <ViewChoices />
            </section>
          </div>
        </div>
      )}
    </div>
  );
}

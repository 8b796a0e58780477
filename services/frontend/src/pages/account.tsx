import './account.css';
import { OrderList } from '../account/order-list.tsx';
import { signOut } from '../account/session.ts';
import { SignInPanel } from '../account/sign-in-panel.tsx';
import { Telling } from '../account/telling.tsx';
import { useSession } from '../account/use-session.ts';
import { usePageTitle } from '../app/navigation.ts';
import { useAllWords } from '../i18n/use-words.tsx';
import { ViewChoices } from '../preferences/view-choices.tsx';
import { Part } from '../ui/failure.tsx';

export default function Account() {
  const { account: words, frame } = useAllWords();
  const session = useSession();
  usePageTitle(words.title);
  const known = session.state === 'signed-in';
  return (
    <div className="container page account-page">
      <header className="account-head">
        <div>
          <h1>{known ? words.hello(session.name) : words.title}</h1>
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
            <h2 id="my-orders">{words.orders}</h2>
            <Part name="orders">
              <OrderList />
            </Part>
          </section>
          <div className="account-side">
            <section aria-labelledby="telling">
              <h2 id="telling">{words.telling}</h2>
              <Part name="telling">
                <Telling />
              </Part>
            </section>
            <section aria-labelledby="seeing">
              <h2 id="seeing">{words.seeing}</h2>
              <ViewChoices />
            </section>
          </div>
        </div>
      )}
    </div>
  );
}

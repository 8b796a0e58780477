import './home.css';
import { Link } from 'wouter';
import { usePageTitle } from '../runtime/navigation.ts';
import { Collections, Newest, Shelves } from '../catalogue/front-parts.tsx';
import { HeroPicture } from '../catalogue/hero-picture.tsx';
import { categories, collections, newest } from '../catalogue/queries.ts';
import { useView } from '../catalogue/use-view.ts';
import { useResource } from '../data/use-resource.ts';
import { useMessages } from '../i18n/use-messages.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';

export default function Home() {
  const { home } = useMessages();
  const view = useView();
  usePageTitle(home.title);
  return (
    <>
      <section className="hero container">
        <div className="hero-text">
          <h1>{home.headline}</h1>
          <div className="hero-lead">
            <p>{home.lead}</p>
            <Link href="/search" className="button primary">
              {home.action}
            </Link>
          </div>
        </div>
        <HeroPicture alt={home.heroAlt} />
      </section>
      <ErrorBoundary name="collections">
        <Collections resource={useResource(collections(view))} />
      </ErrorBoundary>
      <ErrorBoundary name="newest">
        <Newest resource={useResource(newest(view))} />
      </ErrorBoundary>
      <ErrorBoundary name="shelves">
        <Shelves resource={useResource(categories(view))} />
      </ErrorBoundary>
      <div className="promises">
        <ul className="container">
          {home.promises.map(({ title, text }) => (
            <li key={title}>
              <h2>{title}</h2>
              <p className="soft">{text}</p>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

import './home.css';
import { Link } from 'wouter';
import { usePageTitle } from '../app/navigation.ts';
import { Collections, Newest, Shelves } from '../catalogue/front-parts.tsx';
import { HeroPicture } from '../catalogue/hero-picture.tsx';
import { categories, collections, newest } from '../catalogue/questions.ts';
import { useView } from '../catalogue/use-view.ts';
import { useResource } from '../data/use-resource.ts';
import { useWords } from '../i18n/use-words.tsx';
import { Part } from '../ui/failure.tsx';

export default function Home() {
  const { home } = useWords();
  const view = useView();
  usePageTitle(home.title);
  return (
    <>
      <section className="hero container">
        <div className="hero-words">
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
      <Part name="collections">
        <Collections resource={useResource(collections(view))} />
      </Part>
      <Part name="newest">
        <Newest resource={useResource(newest(view))} />
      </Part>
      <Part name="shelves">
        <Shelves resource={useResource(categories(view))} />
      </Part>
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

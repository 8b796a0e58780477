import { Link } from 'wouter';
import { usePageTitle } from '../app/navigation.ts';
import { useWords } from '../i18n/use-words.tsx';

interface NotFoundProps {
  title?: string;
  hint?: string;
}

/** There is nothing here, and a way on. */
export function NotFound({ title, hint }: NotFoundProps) {
  const { failure, home } = useWords();
  usePageTitle(title ?? failure.notFound);
  return (
    <div className="container failure page-wide">
      <h1>{title ?? failure.notFound}</h1>
      <p className="soft">{hint ?? failure.notFoundHint}</p>
      <p>
        <Link href="/" className="button primary">
          {failure.home}
        </Link>{' '}
        <Link href="/search" className="button">
          {home.action}
        </Link>
      </p>
    </div>
  );
}

import { Link } from 'wouter';
import { usePageTitle } from '../runtime/navigation.ts';
import { useMessages } from '../i18n/use-messages.tsx';

interface NotFoundProps {
  title?: string;
  hint?: string;
}

/** There is nothing here, and a way on. */
export function NotFound({ title, hint }: NotFoundProps) {
  const { failure, home } = useMessages();
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

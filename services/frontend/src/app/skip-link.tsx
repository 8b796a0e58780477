import { useMessages } from '../i18n/use-messages.tsx';

export function SkipLink() {
  return (
    <a className="skip" href="#content">
      {useMessages().frame.skip}
    </a>
  );
}

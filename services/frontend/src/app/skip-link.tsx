import { useWords } from '../i18n/use-words.tsx';

export function SkipLink() {
  return (
    <a className="skip" href="#content">
      {useWords().frame.skip}
    </a>
  );
}

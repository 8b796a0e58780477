import { type FormEvent, useEffect, useRef } from 'react';
import { useLocation, useSearch } from 'wouter';
import { readShelf, writeShelf } from '../catalogue/shelf-url.ts';
import { useMessages } from '../i18n/use-messages.tsx';
import { Icon } from '../ui/icon.tsx';

interface SearchFormProps {
  /** On a phone the field shows when it is asked for. */
  open: boolean;
  onOpen: () => void;
  onDone: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** The search field; `/` leads to it from anywhere. */
export function SearchForm({ open, onOpen, onDone }: SearchFormProps) {
  const { frame } = useMessages();
  const field = useRef<HTMLInputElement>(null);
  const [path, navigate] = useLocation();
  const asked = readShelf(useSearch()).q;
  const shown = path === '/search' ? asked : '';

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      onOpen();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onOpen]);
  useEffect(() => {
    if (!open) return;
    field.current?.focus();
    field.current?.select();
  }, [open]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const q = field.current?.value.trim() ?? '';
    navigate(`/search${writeShelf({ ...readShelf(''), q })}`);
    field.current?.blur();
    onDone();
  };
  return (
    <form className="search" role="search" action="/search" data-open={open} onSubmit={submit}>
      <Icon name="search" />
      <input
        ref={field}
        key={shown}
        type="search"
        name="q"
        aria-label={frame.search}
        placeholder={frame.search}
        defaultValue={shown}
        maxLength={120}
        autoComplete="off"
        enterKeyHint="search"
        onBlur={() => field.current?.value === '' && onDone()}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
    </form>
  );
}

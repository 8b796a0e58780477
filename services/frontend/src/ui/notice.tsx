import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from './icon.tsx';

interface NoticeProps {
  mood: 'bad' | 'warn';
  title: string;
  children: ReactNode;
}

/** Something that went wrong, said where it matters and brought into view. */
export function Notice({ mood, title, children }: NoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={box} className={`notice ${mood}`} role="alert">
      <Icon name="warning" />
      <strong>{title}</strong>
      {children}
    </div>
  );
}

import { type ReactNode, useEffect, useRef } from 'react';
import { useMessages } from '../i18n/use-messages.tsx';
import { Icon } from './icon.tsx';

interface SheetProps {
  title: string;
  open: boolean;
  onClose: () => void;
  /** @default 'right' */
  side?: 'left' | 'right';
  /** Stays at the lower edge while the content scrolls. */
  foot?: ReactNode;
  children: ReactNode;
}

/** A modal dialog at the side of the page. The browser keeps the focus inside and gives it back; Escape and the veil close it. */
export function Sheet({ title, open, onClose, side = 'right', foot, children }: SheetProps) {
  const messages = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && !element?.open) element?.showModal();
    if (!open && element?.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={`sheet ${side}`}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {open && (
        <>
          <div className="sheet-head">
            <h2>{title}</h2>
            <button type="button" className="icon-button" aria-label={messages.frame.close} onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          <div className="sheet-body">{children}</div>
          {foot && <div className="sheet-foot">{foot}</div>}
        </>
      )}
    </dialog>
  );
}

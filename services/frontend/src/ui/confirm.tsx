import './confirm.css';
import type { RefObject } from 'react';

interface ConfirmProps {
  /** Opened with `showModal()`. */
  dialog: RefObject<HTMLDialogElement | null>;
  title: string;
  text: string;
  keep: string;
  confirm: string;
  /** Which of the two is the better choice. */
  advised: 'keep' | 'confirm';
  onConfirm: () => void;
}

/** Asks once more before something that cannot be taken back. */
export function Confirm({ dialog, title, text, keep, confirm, advised, onConfirm }: ConfirmProps) {
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} className="confirm" aria-label={title}>
      <h2>{title}</h2>
      <p className="soft">{text}</p>
      <p className="confirm-ways">
        <button type="button" className={advised === 'keep' ? 'button primary' : 'button'} onClick={close}>
          {keep}
        </button>
        <button
          type="button"
          className={advised === 'confirm' ? 'button primary' : 'button'}
          onClick={() => {
            close();
            onConfirm();
          }}
        >
          {confirm}
        </button>
      </p>
    </dialog>
  );
}

import type { Order } from '@halden/contracts';
import { giveBack } from '../cart/purchase.ts';
import { orderStates } from '@halden/contracts/order-states';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { withLines } from '../cart/cart-state.ts';
import { cart, drawer } from '../cart/store.ts';
import { useAllMessages } from '../i18n/use-messages.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { failureMessage } from '../ui/failure-message.ts';
import { isLost } from './sentence.ts';

interface OrderActionsProps {
  order: Order;
  cancel: () => Promise<void>;
}

/** Cancel while possible; order again what did not come about. */
export function OrderActions({ order, cancel }: OrderActionsProps) {
  const messages = useAllMessages();
  const { order: own } = messages;
  const [, navigate] = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  const [cancelling, setCancelling] = useState(false);
  const [error, setError] = useState<unknown>();

  const confirm = () => {
    setCancelling(true);
    setError(undefined);
    cancel().then(
      () => setCancelling(false),
      (fault: unknown) => {
        setCancelling(false);
        setError(fault);
      },
    );
  };
  const again = () => {
    const lines = order.lines.map((line) => ({ ...line, image: line.image }));
    cart.set(withLines((current) => giveBack(current, lines)));
    if (orderStates[order.status].mood === 'bad') navigate('/checkout');
    else drawer.open();
  };
  return (
    <div className="order-actions">
      {order.cancellable && (
        <button
          type="button"
          className="button"
          disabled={cancelling}
          aria-busy={cancelling}
          onClick={() => dialog.current?.showModal()}
        >
          {cancelling ? own.cancelling : own.cancel}
        </button>
      )}
      {isLost(order.status) && (
        <button type="button" className="button primary" onClick={again}>
          {own.again}
        </button>
      )}
      {error !== undefined && (
        <p className="small" role="alert">
          {failureMessage(error, messages.failure, navigator.onLine)}
        </p>
      )}
      <Confirm
        dialog={dialog}
        title={own.cancelSure}
        text={own.cancelSureText}
        keep={own.keep}
        confirm={own.cancelYes}
        advised="confirm"
        onConfirm={confirm}
      />
    </div>
  );
}

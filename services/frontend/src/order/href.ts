/** The address of an order's page; a guest's holds the key that opens it. */
export const orderHref = (orderId: string, guestKey: string | undefined): string =>
  `/orders/${orderId}${guestKey ? `?key=${encodeURIComponent(guestKey)}` : ''}`;

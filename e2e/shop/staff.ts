import { randomUUID } from 'node:crypto';
import { idempotencyKey, type Sku } from '@halden/contracts';
import { demoPeople } from '@halden/local-azure/about';
import { signIn } from '@halden/launcher/demo/local';
import { type Shop, shopAs } from '@halden/shop-client/shop';

/** Staff who may change stock and read payments: the demo has one person for each, so their shops are put together. */
export async function staffShop(url: string): Promise<Shop> {
  const as = async (role: string) => {
    const person = demoPeople.find(({ roles }) => roles.includes(role as never));
    if (!person) throw new Error(`nobody of the demo has the role ${role}`);
    return shopAs(url, await signIn(url, person.email));
  };
  return { ...(await as('payments.read')), products: (await as('catalog.write')).products };
}

/** Corrects the stock of a SKU to `wanted`; the change is booked as a drill. */
export async function stockUp({ products }: Shop, sku: Sku, wanted: number): Promise<void> {
  const { onHand } = await products.getStock({ params: { sku } });
  if (onHand === wanted) return;
  const headers = { 'idempotency-key': idempotencyKey(randomUUID()) };
  await products.adjustStock({ params: { sku }, headers, body: { change: wanted - onHand, reason: 'drill' } });
}

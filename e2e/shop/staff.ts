import { demoPeople } from '@halden/local-azure/about';
import { type Shop, shopAs, signIn } from '../../local/launcher/src/demo/shop.ts';

/** Staff who may change stock and read payments: the demo has one person for each, so their shops are put together. */
export async function staffShop(url: string): Promise<Shop> {
  const as = async (role: string) => {
    const person = demoPeople.find(({ roles }) => roles.includes(role as never));
    if (!person) throw new Error(`nobody of the demo has the role ${role}`);
    return shopAs(url, await signIn(url, person.email));
  };
  return { ...(await as('payments.read')), products: (await as('catalog.write')).products };
}

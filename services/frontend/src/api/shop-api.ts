import type { Api, notificationApi, orderApi, paymentApi, productApi } from '@halden/contracts';

/** The operations of an API that a shopper may call; those of staff and between services do not exist in the browser. */
type ForShoppers<A extends Api> = {
  operations: {
    [
      K in keyof A['operations'] as A['operations'][K]['access'] extends 'public' | 'customer' | 'guest' ? K : never
    ]: A['operations'][K];
  };
};

export type CatalogueApi = ForShoppers<typeof productApi>;
export type OrdersApi = ForShoppers<typeof orderApi>;
export type PaymentsApi = ForShoppers<typeof paymentApi>;
export type NotificationsApi = ForShoppers<typeof notificationApi>;

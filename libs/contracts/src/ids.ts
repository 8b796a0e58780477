import { type Brand, BrandedString, type Static, type TSchema } from './brand.ts';

/** `ord_` and 26 characters of Crockford's base 32. */
export const OrderId = BrandedString<Brand<'OrderId'>>({
  pattern: '^ord_[0-9a-hjkmnp-tv-z]{26}$',
  examples: ['ord_5v3k8m0q2c7n9r4t6w1x0y2z3a'],
});
export type OrderId = Static<typeof OrderId>;

/** `prd_` and the product's stable key. */
export const ProductId = BrandedString<Brand<'ProductId'>>({
  pattern: '^prd_[a-z0-9][a-z0-9-]{1,79}$',
  examples: ['prd_arc-reading-lamp'],
});
export type ProductId = Static<typeof ProductId>;

/** Stock keeping unit: what is counted, reserved and sold. One for each variant of a product. */
export const Sku = BrandedString<Brand<'Sku'>>({
  pattern: '^[A-Z0-9][A-Z0-9-]{2,39}$',
  examples: ['HAL-LMP-0012-CLY'],
});
export type Sku = Static<typeof Sku>;

/** The subject (`sub`) that the identity provider gives a person. */
export const CustomerId = BrandedString<Brand<'CustomerId'>>({
  pattern: '^[A-Za-z0-9_.:@|-]{1,64}$',
  examples: ['cus_ada'],
});
export type CustomerId = Static<typeof CustomerId>;

/** Opaque handle of a card that payment-service keeps for a short time; no card number travels anywhere else. */
export const PaymentToken = BrandedString<Brand<'PaymentToken'>>({
  pattern: '^pm_[A-Za-z0-9_-]{4,64}$',
  examples: ['pm_test_success'],
});
export type PaymentToken = Static<typeof PaymentToken>;

/** Chosen by the caller for one attempt to place one order; the same key always gives the same order. */
export const IdempotencyKey = BrandedString<Brand<'IdempotencyKey'>>({
  pattern: '^[A-Za-z0-9_-]{16,64}$',
  description: 'Chosen by the caller, unguessable (a UUID): the same key always gives the same order.',
  examples: ['4a52e1f0-3b0e-4e4c-9d9e-1f5a0c7e8b21'],
});
export type IdempotencyKey = Static<typeof IdempotencyKey>;

/** A function that makes a branded string, or throws `TypeError` when the text is not of the form. */
const maker =
  <B extends Brand<string>>(name: string, schema: TSchema) =>
  (value: string): B => {
    const { pattern } = schema as { pattern?: string };
    if (!new RegExp(pattern ?? '').test(value)) throw new TypeError(`${name} must match ${pattern}, got '${value}'`);
    return value as B;
  };

export const orderId = maker<OrderId>('OrderId', OrderId);
export const productId = maker<ProductId>('ProductId', ProductId);
export const sku = maker<Sku>('Sku', Sku);
export const customerId = maker<CustomerId>('CustomerId', CustomerId);
export const isCustomerId = (value: string): value is CustomerId =>
  new RegExp((CustomerId as { pattern?: string }).pattern ?? '').test(value);
export const paymentToken = maker<PaymentToken>('PaymentToken', PaymentToken);
export const idempotencyKey = maker<IdempotencyKey>('IdempotencyKey', IdempotencyKey);

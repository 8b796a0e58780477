/**
 * Every error code of the platform and what it means, in words for people. Codes are stable: clients decide by them.
 * docs/errors.md lists them; a test holds the two equal.
 */
export const problemTitles = {
  validation_failed: 'The request does not fit the contract',
  malformed_request: 'The request or its address is not valid HTTP',
  malformed_json: 'The body is not JSON',
  uri_too_long: 'A part of the address is longer than allowed',
  unsupported_media_type: 'The body must be application/json',
  payload_too_large: 'The body is larger than allowed',
  unauthenticated: 'Sign in first: the access token is missing, expired or not ours',
  forbidden: 'Your role does not allow this',
  route_not_found: 'There is nothing at this address',
  request_timeout: 'The request did not arrive in time',
  range_not_satisfiable: 'The range asked for lies outside the file',
  misdirected_request: 'This server does not answer to that host name',
  headers_too_large: 'The headers are larger than allowed',
  method_not_allowed: 'This address does not take this method',
  rate_limited: 'Too many requests; wait and try again',
  too_many_streams: 'Too many event streams are open; close one, or wait and try again',
  overloaded: 'There is more to do than can be done; wait and try again',
  timed_out: 'The answer took too long; try again',
  dependency_unavailable: 'A service this one needs does not answer; try again',
  internal_error: 'Something broke on our side',
  stale_version: 'Somebody changed this meanwhile; read it again',
  precondition_required: 'Send If-Match with the version you read',
  product_not_found: 'There is no such product',
  unknown_product: 'The order names a product that is not sold',
  out_of_stock: 'Not enough in stock',
  price_changed: 'The total is no longer what the customer agreed to',
  product_exists: 'A product with this id, slug or SKU exists already',
  stock_below_reserved: 'The change would leave less than what is reserved',
  sku_not_found: 'There is no such SKU',
  reservation_conflict: 'This order already holds another reservation',
  idempotency_key_reused: 'This Idempotency-Key was used for another request',
  order_not_found: 'There is no such order',
  order_not_cancellable: 'The order can no longer be cancelled',
  order_not_shippable: 'The order cannot be shipped as it is',
  order_not_refundable: 'The order has nothing to refund',
  refund_exceeds_charge: 'The refund is more than what is left of the charge',
  card_invalid: 'The card number, date or code is not valid',
  payment_method_not_found: 'The payment method is unknown or has expired; enter the card again',
} as const;

export type ProblemCode = keyof typeof problemTitles;
export const problemCodes = Object.keys(problemTitles) as ProblemCode[];

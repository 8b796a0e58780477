import {
  Array as ArrayOf,
  Boolean as BooleanType,
  Integer,
  Literal,
  Number as NumberType,
  Object as ObjectOf,
  Optional,
  type Static,
  String as StringType,
  type TSchema,
  Unsafe,
} from 'typebox';

/**
 * The schema constructors we use, by name: taken from the library one by one, so that a bundle holds these and not its whole type
 * engine, which is ten times as large.
 */
export const Type = {
  Array: ArrayOf,
  Boolean: BooleanType,
  Integer,
  Literal,
  Number: NumberType,
  Object: ObjectOf,
  Optional,
  String: StringType,
  Unsafe,
};

declare const brand: unique symbol;

/** A string that only its own constructor may make: an `OrderId` is never taken for a `Sku`. */
export type Brand<Name extends string> = string & { readonly [brand]: Name };

/** A string schema whose static type is branded. */
export const BrandedString = <B extends Brand<string>>(options: {
  pattern: string;
  description?: string;
  examples?: string[];
}) => Type.Unsafe<B>(Type.String(options));

/** An enumeration of string literals: one JSON Schema `enum`, a union in TypeScript. */
export const StringEnum = <const T extends readonly string[]>(values: T, options: { description?: string } = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options });

/** An object that refuses what it does not know, so that a price sent by a caller is a fault and not ignored. */
export const Closed = <P extends Record<string, TSchema>>(
  properties: P,
  options: { title?: string; description?: string } = {},
) => Type.Object(properties, { additionalProperties: false, ...options });

export type { Static, TSchema };

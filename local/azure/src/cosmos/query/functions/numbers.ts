import { builtIn, finite, isInteger, isNumber, ofNumbers, type BuiltIns } from './built-in.ts';

/** Mathematical functions. Source: https://learn.microsoft.com/azure/cosmos-db/nosql/query/mathematical-functions */
export const numberFunctions: BuiltIns = {
  ABS: ofNumbers(1, 1, Math.abs),
  ACOS: ofNumbers(1, 1, Math.acos),
  ASIN: ofNumbers(1, 1, Math.asin),
  ATAN: ofNumbers(1, 1, Math.atan),
  ATN2: ofNumbers(2, 2, Math.atan2),
  CEILING: ofNumbers(1, 1, Math.ceil),
  COS: ofNumbers(1, 1, Math.cos),
  COT: ofNumbers(1, 1, (x) => 1 / Math.tan(x)),
  DEGREES: ofNumbers(1, 1, (x) => (180 / Math.PI) * x),
  EXP: ofNumbers(1, 1, Math.exp),
  FLOOR: ofNumbers(1, 1, Math.floor),
  LOG: ofNumbers(1, 2, (x, base) => (base === undefined ? Math.log(x) : Math.log(x) / Math.log(base))),
  LOG10: ofNumbers(1, 1, Math.log10),
  NUMBERBIN: ofNumbers(1, 2, (x, size = 1) => Math.floor(x / size) * size),
  PI: ofNumbers(0, 0, () => Math.PI),
  POWER: ofNumbers(2, 2, (x, y) => x ** y),
  RADIANS: ofNumbers(1, 1, (x) => (Math.PI / 180) * x),
  RAND: ofNumbers(0, 0, Math.random),
  ROUND: builtIn(1, 2, ([x, digits = 0]) => (isNumber(x) && isInteger(digits) ? finite(round(x, digits)) : undefined)),
  SIGN: ofNumbers(1, 1, Math.sign),
  SIN: ofNumbers(1, 1, Math.sin),
  SQRT: ofNumbers(1, 1, Math.sqrt),
  SQUARE: ofNumbers(1, 1, (x) => x * x),
  TAN: ofNumbers(1, 1, Math.tan),
  TRUNC: ofNumbers(1, 1, Math.trunc),
  INTADD: ofIntegers((x, y) => x + y),
  INTSUB: ofIntegers((x, y) => x - y),
  INTMUL: ofIntegers((x, y) => x * y),
  INTDIV: ofIntegers((x, y) => (y === 0n ? undefined : x / y)),
  INTMOD: ofIntegers((x, y) => (y === 0n ? undefined : x % y)),
  INTBITAND: ofIntegers((x, y) => x & y),
  INTBITOR: ofIntegers((x, y) => x | y),
  INTBITXOR: ofIntegers((x, y) => x ^ y),
  INTBITLEFTSHIFT: ofIntegers((x, y) => (y < 0n || y > 63n ? undefined : x << y)),
  INTBITRIGHTSHIFT: ofIntegers((x, y) => (y < 0n || y > 63n ? undefined : x >> y)),
};

/** Half a unit rounds away from zero. */
function round(x: number, digits: number): number {
  const shifted = Number(`${Math.abs(x)}e${digits}`);
  const scaled = Number.isNaN(shifted) ? Math.abs(x) * 10 ** digits : shifted;
  const rounded = Math.round(scaled);
  const back = Number(`${rounded}e${-digits}`);
  return Math.sign(x) * (Number.isNaN(back) ? rounded / 10 ** digits : back);
}

/** A function of 64-bit integers; wraps around like Azure's. */
function ofIntegers(answer: (x: bigint, y: bigint) => bigint | undefined) {
  return builtIn(2, 2, ([x, y]) => {
    if (!isInteger(x) || !isInteger(y)) return undefined;
    const result = answer(BigInt(x), BigInt(y));
    return result === undefined ? undefined : Number(BigInt.asIntN(64, result));
  });
}

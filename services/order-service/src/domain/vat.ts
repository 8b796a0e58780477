import type { Country } from '@halden/contracts';

/** Standard rates in per cent of the net price, by where the goods go: the European Union (distance selling), and where the shop is registered besides. */
const rates: Partial<Record<Country, number>> = {
  AT: 20,
  BE: 21,
  BG: 20,
  CH: 8.1,
  CY: 19,
  CZ: 21,
  DE: 19,
  DK: 25,
  EE: 24,
  ES: 21,
  FI: 25.5,
  FR: 20,
  GB: 20,
  GR: 24,
  HR: 25,
  HU: 27,
  IE: 23,
  IT: 22,
  LT: 21,
  LU: 17,
  LV: 21,
  MT: 18,
  NL: 21,
  NO: 25,
  PL: 23,
  PT: 23,
  RO: 21,
  SE: 25,
  SI: 22,
  SK: 23,
};

/** Elsewhere the goods are an export, free of value added tax; duties and taxes of the import are the recipient's. */
export const vatOf = (country: Country): number => rates[country] ?? 0;

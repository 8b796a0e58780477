/** Where we deliver to: ISO 3166-1 alpha-2. */
export const countries = [
  'AT',
  'BE',
  'CH',
  'DE',
  'DK',
  'FI',
  'FR',
  'GB',
  'IE',
  'IT',
  'LU',
  'NL',
  'NO',
  'PL',
  'SE',
  'US',
];

import { t, type Localized } from './words.ts';

/** The colour facet. */
export const colourFamilies = {
  white: t('White', 'Weiß'),
  grey: t('Grey', 'Grau'),
  black: t('Black', 'Schwarz'),
  beige: t('Beige', 'Beige'),
  brown: t('Brown', 'Braun'),
  yellow: t('Yellow', 'Gelb'),
  orange: t('Orange', 'Orange'),
  red: t('Red', 'Rot'),
  pink: t('Pink', 'Rosa'),
  purple: t('Purple', 'Violett'),
  blue: t('Blue', 'Blau'),
  green: t('Green', 'Grün'),
} satisfies Record<string, Localized>;

export type ColourFamily = keyof typeof colourFamilies;

interface Colour {
  name: Localized;
  family: ColourFamily;
  hex: string;
  /** Three letters, unique, for the SKU. */
  code: string;
}

const colour = (name: Localized, family: ColourFamily, hex: string, code: string): Colour => ({
  name,
  family,
  hex,
  code,
});

/** The shop's named palette; every variant has one of these. */
export const colours = {
  chalk: colour(t('Chalk', 'Kreide'), 'white', '#F1ECE2', 'CHK'),
  milk: colour(t('Milk', 'Milch'), 'white', '#E9E3D6', 'MLK'),
  fog: colour(t('Fog', 'Nebel'), 'grey', '#BFC0BA', 'FOG'),
  stone: colour(t('Stone', 'Stein'), 'grey', '#A0998C', 'STN'),
  steel: colour(t('Brushed steel', 'Gebürsteter Stahl'), 'grey', '#AEB0AE', 'STL'),
  slate: colour(t('Slate', 'Schiefer'), 'grey', '#5D656A', 'SLT'),
  ink: colour(t('Ink', 'Tinte'), 'black', '#2A2D33', 'INK'),
  soot: colour(t('Soot', 'Ruß'), 'black', '#2E2A27', 'SOT'),
  oat: colour(t('Oat', 'Hafer'), 'beige', '#D9CBB2', 'OAT'),
  flax: colour(t('Flax', 'Flachs'), 'beige', '#C7B491', 'FLX'),
  sand: colour(t('Sand', 'Sand'), 'beige', '#D6BC91', 'SND'),
  oak: colour(t('Natural oak', 'Eiche natur'), 'brown', '#C69F69', 'OAK'),
  cognac: colour(t('Cognac', 'Cognac'), 'brown', '#A96F3F', 'COG'),
  chestnut: colour(t('Chestnut', 'Kastanie'), 'brown', '#7A472C', 'CHN'),
  walnut: colour(t('Walnut', 'Nussbaum'), 'brown', '#6B4A35', 'WAL'),
  cocoa: colour(t('Cocoa', 'Kakao'), 'brown', '#54403A', 'COC'),
  butter: colour(t('Butter', 'Butter'), 'yellow', '#E8CF8B', 'BUT'),
  brass: colour(t('Brushed brass', 'Gebürstetes Messing'), 'yellow', '#BC974E', 'BRS'),
  mustard: colour(t('Mustard', 'Senf'), 'yellow', '#C8962E', 'MUS'),
  apricot: colour(t('Apricot', 'Aprikose'), 'orange', '#E0A171', 'APR'),
  terracotta: colour(t('Terracotta', 'Terrakotta'), 'orange', '#C4704A', 'TER'),
  clay: colour(t('Clay', 'Ton'), 'orange', '#B2562F', 'CLY'),
  rust: colour(t('Rust', 'Rost'), 'orange', '#96482A', 'RST'),
  poppy: colour(t('Poppy', 'Mohn'), 'red', '#C23D2C', 'POP'),
  brick: colour(t('Brick', 'Ziegel'), 'red', '#8B3A2F', 'BRK'),
  cranberry: colour(t('Cranberry', 'Preiselbeere'), 'red', '#7A2838', 'CRN'),
  blush: colour(t('Blush', 'Puder'), 'pink', '#E4C2B4', 'BLS'),
  rose: colour(t('Rose', 'Rosé'), 'pink', '#D29B90', 'ROS'),
  heather: colour(t('Heather', 'Heide'), 'purple', '#97839F', 'HEA'),
  plum: colour(t('Plum', 'Pflaume'), 'purple', '#5A3A50', 'PLM'),
  sky: colour(t('Sky', 'Himmel'), 'blue', '#9CB6C4', 'SKY'),
  denim: colour(t('Denim', 'Denim'), 'blue', '#4F6B87', 'DNM'),
  harbour: colour(t('Harbour', 'Hafen'), 'blue', '#2F5468', 'HBR'),
  midnight: colour(t('Midnight', 'Mitternacht'), 'blue', '#222F47', 'MID'),
  celadon: colour(t('Celadon', 'Seladon'), 'green', '#B4C8B4', 'CEL'),
  sage: colour(t('Sage', 'Salbei'), 'green', '#98A585', 'SAG'),
  moss: colour(t('Moss', 'Moos'), 'green', '#6A7343', 'MOS'),
  olive: colour(t('Olive', 'Olive'), 'green', '#77743A', 'OLV'),
  fir: colour(t('Fir', 'Tanne'), 'green', '#2F4C3D', 'FIR'),
} satisfies Record<string, Colour>;

export type ColourKey = keyof typeof colours;

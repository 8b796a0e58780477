import { t, type Localized } from './words.ts';

/** What the products are made of, as the material facet and the details name it. */
export const materials = {
  oak: t('Oak', 'Eiche'),
  ash: t('Ash', 'Esche'),
  beech: t('Beech', 'Buche'),
  walnut: t('Walnut', 'Nussbaum'),
  cork: t('Cork', 'Kork'),
  rattan: t('Rattan', 'Rattan'),
  steel: t('Steel', 'Stahl'),
  aluminium: t('Aluminium', 'Aluminium'),
  brass: t('Brass', 'Messing'),
  glass: t('Glass', 'Glas'),
  stoneware: t('Stoneware', 'Steinzeug'),
  porcelain: t('Porcelain', 'Porzellan'),
  earthenware: t('Earthenware', 'Irdenware'),
  linen: t('Linen', 'Leinen'),
  cotton: t('Cotton', 'Baumwolle'),
  canvas: t('Canvas', 'Segeltuch'),
  wool: t('Wool', 'Wolle'),
  felt: t('Felt', 'Filz'),
  jute: t('Jute', 'Jute'),
  leather: t('Leather', 'Leder'),
  nylon: t('Recycled nylon', 'Recyceltes Nylon'),
  paper: t('Paper', 'Papier'),
  plant: t('Living plant', 'Lebende Pflanze'),
} satisfies Record<string, Localized>;

export type MaterialKey = keyof typeof materials;

import { type CategoryId } from '@halden/contracts';
import { type ColourKey } from './colours.ts';
import { type MaterialKey } from './materials.ts';
import { type CollectionId } from './types.ts';
import { t, type Localized } from './words.ts';

/** Labels of the facts a product may state besides size, weight, materials, origin and designer. */
export const factLabels = {
  lightSource: t('Light source', 'Leuchtmittel'),
  dimming: t('Dimming', 'Dimmen'),
  cable: t('Cable', 'Kabel'),
  battery: t('Battery', 'Akku'),
  candle: t('Fits', 'Passt für'),
  capacity: t('Capacity', 'Fassungsvermögen'),
  set: t('Set', 'Set'),
  oven: t('Oven', 'Backofen'),
  seatHeight: t('Seat height', 'Sitzhöhe'),
  load: t('Carries up to', 'Trägt bis'),
  assembly: t('Assembly', 'Aufbau'),
  filling: t('Filling', 'Füllung'),
  weave: t('Weave', 'Gewebe'),
  header: t('Header', 'Aufhängung'),
  light: t('Position', 'Standort'),
  water: t('Watering', 'Gießen'),
  pets: t('Pets', 'Haustiere'),
  volume: t('Volume', 'Volumen'),
  laptop: t('Laptop', 'Laptop'),
  closure: t('Closure', 'Verschluss'),
  pockets: t('Pockets', 'Fächer'),
  connection: t('Connections', 'Anschlüsse'),
  power: t('Power', 'Leistung'),
  drivers: t('Drivers', 'Chassis'),
  holds: t('Holds', 'Platz für'),
  speeds: t('Speeds', 'Drehzahlen'),
  format: t('Format', 'Format'),
  pages: t('Pages', 'Umfang'),
  writing: t('Writes with', 'Schreibt mit'),
} satisfies Record<string, Localized>;

/** A plain string reads the same in both languages. */
export type Facts = Partial<Record<keyof typeof factLabels, Localized | string>>;

export interface SizeSpec {
  /** One to three letters for the SKU. */
  code: string;
  name: Localized | string;
  /** Euros; the first size's price is the product's own. */
  eur: number;
}

/** What an editor writes of one product; everything else is composed around it. */
export interface ProductSpec {
  name: Localized;
  /** One sentence. */
  summary: Localized;
  /** The first paragraph: what is particular about this one. */
  story: Localized;
  form: string;
  /** The first decides how it is made and cared for. */
  materials: readonly [MaterialKey, ...MaterialKey[]];
  colours: readonly [ColourKey, ...ColourKey[]];
  /** With sizes, every colour comes in every size: at most five variants together. */
  sizes?: readonly SizeSpec[];
  eur: number;
  /** Width, depth, height in centimetres. */
  cm: readonly [number, number, number];
  grams: number;
  facts?: Facts;
  tags?: readonly string[];
  collections?: readonly CollectionId[];
  madeToOrder?: boolean;
}

export interface ProductType {
  id: string;
  name: Localized;
  /** How its dimensions are told: width × depth × height, diameter × height, or width × height. */
  shape: 'box' | 'round' | 'flat';
  tags: readonly string[];
  /** Facts true of every product of the type. */
  facts?: Facts;
  /** Overrides the shelf's making for the material. */
  making?: readonly [Making, ...Making[]];
  /** Overrides the shelf's care for the material. */
  care?: Localized;
  /** The last paragraph, one of these: how one lives with it. */
  use: readonly [Localized, ...Localized[]];
  /** Things that grow have an origin and no designer. */
  grown?: boolean;
  products: readonly [ProductSpec, ...ProductSpec[]];
}

/** How and where something is made: the second paragraph, and the origin of the details. */
export interface Making {
  origin: Localized;
  text: Localized;
}

export interface Shelf {
  id: CategoryId;
  /** Three letters for the SKU. */
  code: string;
  name: Localized;
  description: Localized;
  designers: readonly [string, ...string[]];
  /** By first material, in the order they are used. */
  making: Partial<Record<MaterialKey, readonly [Making, ...Making[]]>>;
  care: Partial<Record<MaterialKey, Localized>>;
  types: readonly ProductType[];
}

/** Countries the workshops are in. */
export const origins = {
  austria: t('Austria', 'Österreich'),
  belgium: t('Belgium', 'Belgien'),
  czechia: t('Czechia', 'Tschechien'),
  denmark: t('Denmark', 'Dänemark'),
  estonia: t('Estonia', 'Estland'),
  finland: t('Finland', 'Finnland'),
  france: t('France', 'Frankreich'),
  germany: t('Germany', 'Deutschland'),
  india: t('India', 'Indien'),
  italy: t('Italy', 'Italien'),
  japan: t('Japan', 'Japan'),
  lithuania: t('Lithuania', 'Litauen'),
  netherlands: t('Netherlands', 'Niederlande'),
  norway: t('Norway', 'Norwegen'),
  poland: t('Poland', 'Polen'),
  portugal: t('Portugal', 'Portugal'),
  scotland: t('Scotland', 'Schottland'),
  spain: t('Spain', 'Spanien'),
  sweden: t('Sweden', 'Schweden'),
  wales: t('Wales', 'Wales'),
} satisfies Record<string, Localized>;

export { drawProduct, type ArtworkOptions, type ArtworkSubject } from './draw.ts';
export { drawCollection, drawHero, heroThemes, type HeroTheme, type SceneOptions } from './scenes.ts';
export { drawCategory } from './shelf-scenes.ts';

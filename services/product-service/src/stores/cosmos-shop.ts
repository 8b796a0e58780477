import type { Container } from '@azure/cosmos';
import type { SceneKind, Vocabulary } from '@halden/contracts';
import type { Guard } from '@halden/service-kit';
import { createDocuments } from '@halden/service-kit/cosmos';
import type { ShopStore, StoredVocabulary } from '../domain/ports.ts';
import type { Scene } from '../domain/scenes.ts';
import { versionOf } from './stored-pictures.ts';

/** What the shop is called and shown in, beside the products: its words, or a scene. */
export interface ShopDocument {
  id: string;
  vocabulary?: Vocabulary;
  scene?: { kind: SceneKind; name: string; svg: string };
  revision: number;
}

export const vocabularyOf = ({ vocabulary, revision }: ShopDocument): StoredVocabulary | undefined =>
  vocabulary && { vocabulary, revision };

export const sceneOf = ({ scene, revision }: ShopDocument): Scene | undefined =>
  scene && { ...scene, version: versionOf(scene.svg), revision };

/** The latest writer wins: each writes the whole. */
export function createCosmosShop(options: { container: Container; guard: Guard; now: () => number }): ShopStore {
  const { container, guard, now } = options;
  const documents = createDocuments<ShopDocument>({ container, guard, partitionOf: ({ id }) => id });
  return {
    async putVocabulary(vocabulary) {
      const { revision } = await documents.put({ id: 'vocabulary', vocabulary, revision: now() });
      return { vocabulary, revision };
    },
    async putScene({ kind, name, svg }) {
      const scene = { kind, name, svg };
      const { revision } = await documents.put({ id: `scene:${kind}:${name}`, scene, revision: now() });
      return { ...scene, version: versionOf(svg), revision };
    },
  };
}

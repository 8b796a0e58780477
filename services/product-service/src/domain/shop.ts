import type { Catalogue } from './catalogue.ts';
import type { StoredVocabulary } from './ports.ts';
import type { Scenes } from './scenes.ts';
import type { ShopWords } from './vocabulary.ts';

/** What the shop is called and shown in, as this replica knows it. */
export interface Shop {
  readonly scenes: Scenes;
  /** Takes the words, unless newer ones are known: the catalogue is seen in them from then on. */
  takeWords(words: StoredVocabulary): void;
}

export function createShop(parts: { words: ShopWords; scenes: Scenes; catalogue: Catalogue }): Shop {
  const { words, scenes, catalogue } = parts;
  let newest = -1;
  return {
    scenes,
    takeWords({ vocabulary, revision }) {
      if (revision <= newest) return;
      newest = revision;
      words.replace(vocabulary);
      catalogue.wordsChanged();
    },
  };
}

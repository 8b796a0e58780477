import type { SceneKind } from '@halden/contracts';

/** A picture of the home page, a collection or a category. */
export interface Scene {
  kind: SceneKind;
  name: string;
  svg: string;
  /** Another text for another picture. */
  version: string;
  revision: number;
}

/** The scenes that the shop has; a few, so they are all in memory. */
export interface Scenes {
  /** Grows with every change. */
  readonly changes: number;
  find(kind: SceneKind, name: string): Scene | undefined;
  /** Takes a version, unless a newer one is known. */
  put(scene: Scene): void;
}

export function createScenes(): Scenes {
  const scenes = new Map<string, Scene>();
  const keyOf = (kind: SceneKind, name: string) => `${kind} ${name}`;
  let changes = 0;
  return {
    get changes() {
      return changes;
    },
    find: (kind, name) => scenes.get(keyOf(kind, name)),
    put(scene) {
      const key = keyOf(scene.kind, scene.name);
      if ((scenes.get(key)?.revision ?? -1) >= scene.revision) return;
      scenes.set(key, scene);
      changes++;
    },
  };
}

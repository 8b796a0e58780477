import type { CategoryId, ProductPage } from '@halden/contracts';
import { useEffect, useRef } from 'react';
import { useLocation, useParams, useSearch } from 'wouter';
import { useResource } from '../data/use-resource.ts';
import { products } from './queries.ts';
import { readShelf, type ShelfChoice, shelfIds, toQuery, writeShelf } from './shelf-url.ts';
import { useView } from './use-view.ts';

export interface ShelfState {
  /** The shelf; none on a search. `unknown`: the address names one that there is not. */
  shelf: CategoryId | 'unknown' | undefined;
  choice: ShelfChoice;
  /** What fits the choice; while a new answer is on its way, the one before. */
  page: ProductPage | undefined;
  loading: boolean;
  error: unknown;
  reload: () => void;
  choose: (choice: ShelfChoice) => void;
  /** The address of the same choice on another page. */
  hrefOf: (choice: ShelfChoice) => string;
}

/** A shelf or a search, as the address says; choosing changes the address. */
export function useShelf(): ShelfState {
  const { category } = useParams<{ category?: string }>();
  const search = useSearch();
  const [path, navigate] = useLocation();
  const view = useView();
  const choice = readShelf(search);
  const known = shelfIds.find((id) => id === category);
  const { data, error, loading, reload } = useResource(products(toQuery(choice, known), view));
  const before = useRef<{ path: string; data: ProductPage }>(undefined);
  useEffect(() => {
    if (data) before.current = { path, data };
  }, [data, path]);
  const kept = before.current?.path === path ? before.current.data : undefined;
  const hrefOf = (next: ShelfChoice) => `${path}${writeShelf(next)}`;
  return {
    shelf: category !== undefined && !known ? 'unknown' : known,
    choice,
    page: data ?? (error === undefined ? kept : undefined),
    loading,
    error,
    reload,
    choose: (next) => navigate(hrefOf(next)),
    hrefOf,
  };
}

export function ensureShop(options?: { force?: boolean; say?: (text: string) => void }): void;
export function refuseUnbuildable(folder: string): void;

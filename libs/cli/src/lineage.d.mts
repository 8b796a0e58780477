/** Calls back once when the process that started this one is gone, or (on Linux) the one before it. */
export function onceOrphaned(callback: () => void, everyMs?: number): void;

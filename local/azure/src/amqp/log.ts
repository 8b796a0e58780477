/** Takes what happens, for a log. */
export type Log = (event: string, details?: object) => void;

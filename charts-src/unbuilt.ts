/** The digest of nothing (SHA-256 of no bytes): it holds the place of an image that was never built. */
export const unbuilt = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Whether a digest only holds the place of an image that was never built. */
export const isUnbuilt = (digest: string): boolean => digest === unbuilt;

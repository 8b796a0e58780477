/** A column of bytes as a Buffer over the same memory. */
export function asBuffer(value: unknown): Buffer {
  if (!ArrayBuffer.isView(value)) throw new Error('the data file holds no bytes where bytes were written');
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

/** Each entry after its length in four bytes. */
export function packAnnotations(annotations: readonly Buffer[] | undefined): Buffer | null {
  if (!annotations?.length) return null;
  return Buffer.concat(
    annotations.flatMap((entry) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(entry.length);
      return [length, entry];
    }),
  );
}

export function unpackAnnotations(packed: unknown): Buffer[] | undefined {
  if (packed === null || packed === undefined) return undefined;
  const bytes = asBuffer(packed);
  const annotations: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 4 + bytes.readUInt32BE(at);
    annotations.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return annotations;
}

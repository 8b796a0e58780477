import type { IncomingMessage } from 'node:http';
import { DomainError } from '@halden/contracts';
import { limits } from './limits.ts';

/** Reads the JSON of a request, at most as much as is allowed; `undefined` where there is none. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limits.bodyBytes) return void chunks.push(chunk);
      request.off('data', take).pause();
      reject(new DomainError('payload_too_large'));
    };
    request.on('data', take);
    request.once('end', resolve);
    request.once('error', reject);
    request.once('close', () => reject(new DomainError('malformed_request', 'the body ended too early')));
  });
  if (bytes === 0) return undefined;
  const text = decode(Buffer.concat(chunks));
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new DomainError('malformed_json', (error as Error).message.slice(0, limits.faultLength));
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DomainError('malformed_json', 'the body is not UTF-8');
  }
}

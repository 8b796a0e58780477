import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import mime from 'mime-types';
import Negotiator from 'negotiator';
import send from 'send';
import { problem } from './answers.ts';

/** Coding → how the name of a file that was compressed beforehand ends; the better one first. */
const endings: Readonly<Record<string, string>> = { br: '.br', gzip: '.gz' };

export interface StaticFile {
  /** All files are below it. */
  readonly folder: string;
  /** Of the file, with a slash in front, as an address has it. */
  readonly path: string;
  /** Browsers that speak another language get another file here. */
  readonly byLanguage?: boolean;
  /** Called when there is no such file. */
  readonly otherwise: () => void;
}

/** Answers with a file, compressed where it was beforehand and the caller takes it; conditions and ranges by RFC 9110. */
export function sendFile(request: IncomingMessage, response: ServerResponse, file: StaticFile): void {
  const { folder, path, byLanguage = false, otherwise } = file;
  // A range of what may have changed meanwhile, or of no body at all: the whole is always right (RFC 9110, 13.1.5 and 14.2).
  if (request.headers['if-range'] !== undefined || request.method !== 'GET') delete request.headers.range;
  const plain = decoded(path);
  const variants = plain ? Object.keys(endings).filter((name) => existsSync(join(folder, plain + endings[name]))) : [];
  const accepted = variants.length > 0 ? new Negotiator(request).encodings(variants) : [];
  const coding = variants.find((name) => accepted.includes(name));
  const ending = (coding && endings[coding]) ?? '';
  const vary = [variants.length > 0 && 'Accept-Encoding', byLanguage && 'Accept-Language'].filter(Boolean).join(', ');

  send(request, path + ending, { root: folder, index: false, dotfiles: 'ignore', cacheControl: false })
    .on('headers', (headed: ServerResponse) => {
      headed.setHeader('content-type', typeOf(plain ?? ''));
      if (coding) headed.setHeader('content-encoding', coding);
      if (vary) headed.setHeader('vary', vary);
    })
    .on('directory', otherwise)
    .on('error', (error: { status?: number; headers?: Record<string, string> }) => {
      if (error.status === 404 || error.status === 403) return otherwise();
      for (const [name, value] of Object.entries(error.headers ?? {})) response.setHeader(name, value);
      if (error.status === 416) return problem(response, request, 416, 'range_not_satisfiable');
      if (error.status === 412) return problem(response, request, 412, 'stale_version');
      problem(
        response,
        request,
        error.status === 400 ? 400 : 500,
        error.status === 400 ? 'malformed_request' : 'internal_error',
      );
    })
    .pipe(response);
}

/** As it is in the file system; `undefined` for what no file is called. */
function decoded(path: string): string | undefined {
  try {
    const name = decodeURIComponent(path);
    return name.includes('\0') || name.endsWith('/') ? undefined : name;
  } catch {
    return undefined;
  }
}

function typeOf(name: string): string {
  const type = mime.lookup(name) || 'application/octet-stream';
  return type === 'text/html' ? 'text/html;charset=utf-8' : type;
}

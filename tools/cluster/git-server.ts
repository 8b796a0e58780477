// Serves the bare repositories of a folder by Git's smart HTTP, for reading: node tools/cluster/git-server.ts <folder> <port> [host]
// Git itself answers (git-http-backend(1)); pushes are refused, since nobody signs in.
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const [folder, port, host = '0.0.0.0'] = process.argv.slice(2);
if (!folder || !port) {
  console.error('usage: git-server.ts <folder of bare repositories> <port> [host]');
  process.exit(2);
}
const server = createServer(answer);
server.on('error', (error) => {
  console.error(`the Git server cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(Number(port), host, () => console.error(`serving ${folder} on ${host}:${port}`));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://local');
  const git = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_ADDR: request.socket.remoteAddress,
      GIT_CONFIG_COUNT: '1',
      // The repositories may belong to another user than the server.
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  request.pipe(git.stdin);
  git.stdin.on('error', () => undefined);
  git.on('error', (error) => response.writeHead(500).end(error.message));
  response.on('close', () => git.kill());
  let head = Buffer.alloc(0);
  git.stdout.on('data', function onHead(chunk: Buffer) {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    git.stdout.off('data', onHead);
    const { Status: status = '200', ...headers } = headersOf(head.subarray(0, end).toString());
    response.writeHead(Number.parseInt(status, 10), headers).write(head.subarray(end + 4));
    git.stdout.pipe(response);
  });
}

const headersOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split('\r\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

export type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

const root = resolve(import.meta.dirname, '../../..');

/**
 * Opens a Chromium without a window: the one named by `CHROMIUM`, else one that is installed, else the one that ships inside the npm
 * package `@sparticuz/chromium` (Linux on x64), unpacked once. Rejects with what was tried when none starts.
 */
export async function openBrowser(): Promise<Browser> {
  const failures: string[] = [];
  const attempt = async ({ path, env }: Candidate): Promise<Browser | undefined> => {
    try {
      return await chromium.launch({
        executablePath: path,
        args: ['--disable-dev-shm-usage', '--font-render-hinting=none'],
        env: { ...(process.env as Record<string, string>), ...env },
      });
    } catch (error) {
      failures.push(`${path}: ${(error as Error).message.split('\n', 1)[0]}`);
      return undefined;
    }
  };
  const wanted = process.env.CHROMIUM;
  for (const path of wanted ? [wanted] : installedBrowsers()) {
    const browser = await attempt({ path });
    if (browser) return browser;
  }
  if (!wanted && process.platform === 'linux' && process.arch === 'x64') {
    const browser = await attempt(packagedChromium());
    if (browser) return browser;
  }
  throw new Error(
    `no Chromium starts here. Tried: ${failures.join('; ') || 'none is installed'}. ` +
      'Install Chromium or Chrome, or set CHROMIUM to the path of one.',
  );
}

/** Paths of the Chromium-like browsers of this machine, the plainest first. */
function installedBrowsers(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
  const onPath = names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
  const elsewhere = [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google\\Chrome\\Application\\chrome.exe'),
    join(process.env['PROGRAMFILES(X86)'] ?? 'C:\\Program Files (x86)', 'Microsoft\\Edge\\Application\\msedge.exe'),
  ];
  return [...onPath, ...elsewhere].filter(existsSync);
}

interface Candidate {
  path: string;
  /** What it needs in its environment. */
  env?: Record<string, string>;
}

/**
 * The Chromium inside the npm package, with what it needs. The package unpacks into the temporary folder and takes what lies there
 * already, unfinished or of somebody else; so it is given a folder of ours, which gets its name when it is complete.
 */
function packagedChromium(): Candidate {
  const packed = join(root, 'node_modules/@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string };
  const folder = join(root, `.local/browser/${version}`);
  if (!existsSync(folder)) unpack(join(packed, 'bin'), folder);
  const path = join(folder, 'chromium');
  const needsLibraries = spawnSync(path, ['--version', '--no-sandbox'], { timeout: 20_000 }).status === 127;
  return {
    path,
    env: {
      ...(needsLibraries && { LD_LIBRARY_PATH: join(folder, 'al2023/lib') }),
      ...(!existsSync('/etc/fonts') && { FONTCONFIG_PATH: join(folder, 'fonts') }),
    },
  };
}

function unpack(packed: string, folder: string): void {
  const unfinished = `${folder}-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const archives = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) => join(packed, name));
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { inflate } from '@sparticuz/chromium'; for (const file of ${JSON.stringify(archives)}) await inflate(file);`,
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, TMPDIR: unfinished } },
  );
  if (status !== 0) throw new Error(`the Chromium of @sparticuz/chromium cannot be unpacked: ${stderr}`);
  const fontList = join(unfinished, 'fonts/fonts.conf');
  writeFileSync(fontList, readFileSync(fontList, 'utf8').replaceAll('/tmp/fonts', join(folder, 'fonts')));
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Whoever unpacked at the same time put the same there.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

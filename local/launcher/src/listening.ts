import { networkInterfaces } from 'node:os';
import { Refusal } from '@halden/cli/refusal';
import { findPortOwner } from '@halden/local-azure/about';

interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** Explains an error of listening: what the system said, and what to do about just that. */
export async function explainListening(error: unknown, { host, port }: ListenAddress): Promise<Error> {
  const { code, message } = error as NodeJS.ErrnoException;
  const where = `HOST=${host}, port ${port}`;
  switch (code) {
    case 'EADDRINUSE': {
      const { pid } = error as { pid?: number };
      const owner = pid === undefined ? await findPortOwner(port) : { pid, command: 'npm start' };
      const who = owner ? `process ${owner.pid} (${owner.command})` : 'another process';
      return new Refusal({
        what: `Port ${port} is taken by ${who}`,
        where,
        why: 'two programs cannot listen on one port',
        fix: `stop it, or choose another port: npm start -- --port ${otherPort(port)}`,
      });
    }
    case 'EACCES':
    case 'EPERM':
      return new Refusal({
        what: `Port ${port} may not be opened by this user`,
        where,
        why: port < 1024 ? 'ports below 1024 are for the system’s administrator' : message,
        fix: 'choose another port: npm start -- --port 8080',
      });
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
    case 'EAFNOSUPPORT':
      return new Refusal({
        what: `${host} is no address of this machine`,
        where,
        why: `its addresses are: ${addresses().join(', ')}`,
        fix: 'set HOST to one of them, to 0.0.0.0 for all of them, or unset it',
      });
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Refusal({
        what: `The host name '${host}' is not known`,
        where,
        why: message,
        fix: 'set HOST to an address of this machine, or unset it',
      });
    default:
      return new Refusal({
        what: `Nothing can listen on port ${port} of ${host}`,
        where,
        why: message,
        fix: 'choose another port with npm start -- --port, or another address with HOST',
      });
  }
}

/** One that is likely to be free, and that everybody may open. */
const otherPort = (port: number): number => (port + 10 <= 65_535 && port >= 1024 ? port + 10 : 8080);

const addresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));

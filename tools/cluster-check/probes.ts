import type { Kubectl } from './kubectl.ts';
import type { Manifest } from './scratch.ts';

interface Container {
  image: string;
  resources: { limits?: Record<string, string> };
  securityContext: Record<string, unknown>;
}

/** An object that must be refused, and the message it must be refused with. */
interface Probe {
  readonly name: string;
  readonly change: (container: Container) => void;
  readonly refusal: string;
}
const probes: readonly Probe[] = [
  {
    name: 'a tag without digest',
    change: (c) => (c.image = c.image.replace(/@.*/, ':latest')),
    refusal: 'pinned by digest',
  },
  {
    name: 'a foreign registry',
    change: (c) => (c.image = c.image.replace(/^[^/]+/, 'elsewhere.example')),
    refusal: 'our registry',
  },
  { name: 'root', change: (c) => (c.securityContext.runAsNonRoot = false), refusal: 'not run as root' },
  {
    name: 'privilege',
    change: (c) => Object.assign(c.securityContext, { privileged: true, allowPrivilegeEscalation: true }),
    refusal: 'not be privileged',
  },
  { name: 'a writable root', change: (c) => (c.securityContext.readOnlyRootFilesystem = false), refusal: 'read-only' },
  { name: 'a missing limit', change: (c) => delete c.resources.limits?.memory, refusal: 'must have limits' },
];

/** Asks the API server for what the admission policies forbid; returns those that were not refused with our messages. */
export function probe(kubectl: Kubectl, deployment: Manifest): string[] {
  return probes.flatMap(({ name, change, refusal }) => {
    const bad = structuredClone(deployment) as Manifest & {
      spec: { template: { spec: { containers: [Container] } } };
    };
    change(bad.spec.template.spec.containers[0]);
    const said = refusalOf(kubectl, bad, refusal);
    return said === undefined ? [] : [`${name} was not refused with '${refusal}': ${said || 'it was accepted'}`];
  });
}

/** A new policy takes the API server a moment: asks again for up to 20 s. Undefined: refused as it must be. */
function refusalOf(kubectl: Kubectl, object: Manifest, refusal: string): string | undefined {
  for (const until = Date.now() + 20_000; ;) {
    const { ok, stderr } = kubectl(
      ['apply', '--server-side', '--dry-run=server', '--force-conflicts', '-f', '-'],
      JSON.stringify(object),
    );
    if (!ok && stderr.includes(refusal)) return undefined;
    if (Date.now() > until) return ok ? '' : stderr.trim();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
}

import { podUser } from '@halden/charts/names';
import { services } from '@halden/charts';
import { at, textAt } from '@halden/kubernetes/json';
import { Refusal } from '@halden/cli/refusal';
import { poll } from '@halden/cli/poll';
import type { Kubernetes } from '@halden/kubernetes/client';

/** Folders of `clusters/local` on the node; local volumes must be there before a pod can have them. */
const folders = services.flatMap(({ keepsFiles }) => (keepsFiles ? [keepsFiles.folder] : []));
const namespace = 'halden-setup';

const scripts = {
  create: `const fs = require('node:fs'); for (const name of ${JSON.stringify(folders)}) {
    fs.mkdirSync('/node/' + name, { recursive: true }); fs.chownSync('/node/' + name, ${podUser}, ${podUser}); }`,
  wipe: `const fs = require('node:fs'); for (const name of ${JSON.stringify(folders)})
    for (const entry of fs.existsSync('/node/' + name) ? fs.readdirSync('/node/' + name) : [])
      fs.rmSync('/node/' + name + '/' + entry, { recursive: true });`,
};

/**
 * Makes the folders on the node, or empties them, by a Job that runs as root on it.
 * @param image an image with Node, by digest
 * @throws {Refusal} when the Job fails
 */
export async function nodeFolders(
  kubernetes: Kubernetes,
  action: keyof typeof scripts,
  { path, image }: { readonly path: string; readonly image: string },
): Promise<void> {
  const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
  const space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await untilGone(kubernetes, space);
  await kubernetes.apply({ ...space, metadata: { ...space.metadata, labels } });
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `folders-${action}`, namespace } };
  try {
    await kubernetes.apply({
      ...job,
      spec: {
        backoffLimit: 1,
        activeDeadlineSeconds: 120,
        template: {
          spec: {
            restartPolicy: 'Never',
            automountServiceAccountToken: false,
            securityContext: { runAsUser: 0, runAsNonRoot: false },
            containers: [
              {
                name: 'folders',
                image,
                command: ['/nodejs/bin/node', '-e', scripts[action]],
                volumeMounts: [{ name: 'node', mountPath: '/node' }],
              },
            ],
            volumes: [{ name: 'node', hostPath: { path, type: 'DirectoryOrCreate' } }],
          },
        },
      },
    });
    const outcome = await poll(
      async () => {
        const status = at(await kubernetes.read(job), 'status');
        if (at(status, 'succeeded')) return 'done';
        const conditions = at(status, 'conditions');
        const failed = Array.isArray(conditions) && conditions.find((item) => textAt(item, 'type') === 'Failed');
        return failed ? (textAt(failed, 'message') ?? 'it failed') : undefined;
      },
      { seconds: 130 },
    );
    if (outcome === 'done') return;
    const [pod] = (await kubernetes.list('v1', 'Pod', { namespace })) ?? [];
    const log = pod ? await kubernetes.logs(namespace, textAt(pod, 'metadata', 'name') ?? '') : '';
    throw new Refusal({
      what: `the folders on the node could not be ${action === 'create' ? 'made' : 'emptied'}`,
      where: `${path} (Job ${job.metadata.name} in ${namespace})`,
      why: [outcome ?? 'the Job did not end within two minutes', log.trim()].filter(Boolean).join(': '),
      fix: 'see whether the node can pull the image; kubectl get events -n halden-setup',
    });
  } finally {
    await kubernetes.remove(space);
  }
}

async function untilGone(kubernetes: Kubernetes, space: Parameters<Kubernetes['read']>[0]): Promise<void> {
  await poll(
    async () => {
      const found = await kubernetes.read(space);
      return found && textAt(found, 'status', 'phase') === 'Terminating' ? undefined : true;
    },
    { seconds: 60 },
  );
}

import { podUser } from '../names.ts';

/** What Pod Security's `restricted` profile asks of a pod. */
export const restrictedPod = {
  runAsNonRoot: true,
  runAsUser: podUser,
  runAsGroup: podUser,
  fsGroup: podUser,
  seccompProfile: { type: 'RuntimeDefault' as const },
};

/** What it asks of a container, and that nothing is written outside of volumes. */
export const restrictedContainer = () => ({
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
});

/** Labels of a namespace in which only such pods run. */
export const restrictedNamespace = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/audit': 'restricted',
  'pod-security.kubernetes.io/warn': 'restricted',
};

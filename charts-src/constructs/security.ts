import { podUser } from '../names.ts';

/** The requirements of Pod Security's `restricted` profile for a pod. */
export const restrictedPod = {
  runAsNonRoot: true,
  runAsUser: podUser,
  runAsGroup: podUser,
  fsGroup: podUser,
  seccompProfile: { type: 'RuntimeDefault' as const },
};

/** Its requirements for a container, and a read-only root file system. */
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

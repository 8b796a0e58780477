import { expect } from '@jest/globals';

/** Facts about a pod, by name. */
interface PodMatchers<R> {
  toRunAsNonRoot(): R;
  toHaveReadOnlyRoot(): R;
  toHoldNoPrivilege(): R;
  toHaveLimits(): R;
  toRunByDigest(): R;
  toMount(claimOrClass: string): R;
}
declare module 'expect' {
  // The type parameter must be named as in the declaration that is extended.
  interface Matchers<R extends void | Promise<void>, T = unknown> extends PodMatchers<R> {
    /** Keeps the second parameter of the extended declaration in use. */
    readonly actualType?: T;
  }
}

interface Container {
  image?: string;
  resources?: { limits?: Record<string, string> };
  securityContext?: Record<string, any>;
}
interface Pod {
  containers?: Container[];
  securityContext?: Record<string, any>;
  volumes?: Record<string, any>[];
}

const about = (fact: string, holds: (pod: Pod, wanted?: string) => boolean) => (actual: unknown, wanted?: string) => ({
  pass: holds(actual as Pod, wanted),
  message: () => `expected the pod to ${fact}${wanted ? ` ${wanted}` : ''}: ${JSON.stringify(actual, null, 2)}`,
});
const all = (pod: Pod, holds: (container: Container) => boolean) =>
  (pod.containers ?? []).length > 0 && (pod.containers ?? []).every(holds);

expect.extend({
  toRunAsNonRoot: about(
    'run as non-root',
    (pod) =>
      pod.securityContext?.runAsNonRoot === true &&
      pod.securityContext.runAsUser > 0 &&
      all(pod, ({ securityContext }) => securityContext?.runAsNonRoot !== false),
  ),
  toHaveReadOnlyRoot: about('have a read-only root filesystem', (pod) =>
    all(pod, ({ securityContext }) => securityContext?.readOnlyRootFilesystem === true),
  ),
  toHoldNoPrivilege: about(
    'hold no privilege',
    (pod) =>
      pod.securityContext?.seccompProfile?.type === 'RuntimeDefault' &&
      all(
        pod,
        ({ securityContext }) =>
          securityContext?.allowPrivilegeEscalation === false &&
          securityContext.privileged === false &&
          String(securityContext.capabilities?.drop) === 'ALL',
      ),
  ),
  toHaveLimits: about('have limits of cpu and memory', (pod) =>
    all(pod, ({ resources }) => Boolean(resources?.limits?.cpu && resources.limits.memory)),
  ),
  toRunByDigest: about('run by digest', (pod) =>
    all(pod, ({ image }) => /^[a-z0-9.:/-]+@sha256:[0-9a-f]{64}$/.test(image ?? '')),
  ),
  toMount: about('mount', ({ volumes }, wanted) =>
    (volumes ?? []).some(
      ({ persistentVolumeClaim, csi }) =>
        wanted !== undefined &&
        [persistentVolumeClaim?.claimName, csi?.volumeAttributes.secretProviderClass].includes(wanted),
    ),
  ),
});

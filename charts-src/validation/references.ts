import type { Fault } from '@halden/cli/refusal';
import { at, type ClusterView, fieldsOf, listOf, textAt } from './cluster-view.ts';
import { type StoredObject, titleOf } from './objects.ts';

interface Reference {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** Objects that are there twice, and names that lead nowhere. */
export function referenceFindings(view: ClusterView): Fault[] {
  return [
    ...duplicates(view),
    ...view.objects.flatMap((object) =>
      referencesOf(object)
        .filter(({ kind, namespace, name }) => !view.has(kind, namespace, name))
        .map((reference) => ({
          file: object.file,
          where: titleOf(object),
          what: `refers to ${titleOf(reference)}${reference.namespace ? ` in ${reference.namespace}` : ''}, which is not there`,
          why: 'it would wait for it, or fail, in the cluster',
          fix: 'render it, or correct the name in charts-src/',
        })),
    ),
    ...view.of('Kustomization').flatMap((object) => folderFinding(object, view)),
    ...view.objects.flatMap((object) => selectorFinding(object, view)),
  ];
}

function duplicates(view: ClusterView): Fault[] {
  const first = new Map<string, string>();
  return view.objects.flatMap((object) => {
    const key = `${object.apiVersion}/${object.kind}/${object.namespace ?? ''}/${object.name}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, object.file);
    if (earlier === undefined) return [];
    return [
      {
        file: object.file,
        where: titleOf(object),
        what: `is there twice, also in ${earlier}`,
        why: 'Flux would apply one over the other, for ever',
        fix: 'rename or remove one in charts-src/',
      },
    ];
  });
}

/** A Flux Kustomization without a folder applies nothing. */
function folderFinding({ file, kind, name, content }: StoredObject, view: ClusterView): Fault[] {
  const path = (textAt(content, 'spec.path') ?? '').replace(/^\.\//, '');
  if (view.paths.has(`${path}/kustomization.yaml`)) return [];
  return [
    {
      file,
      where: titleOf({ kind, name }),
      what: `applies '${path}', where there is no kustomization.yaml`,
      why: 'Flux would fail, or guess one',
      fix: 'correct the layer in charts-src/render.ts',
    },
  ];
}

const selectors: Readonly<Record<string, string>> = {
  PodDisruptionBudget: 'spec.selector.matchLabels',
  PodMonitor: 'spec.selector.matchLabels',
  NetworkPolicy: 'spec.podSelector.matchLabels',
};
/** A selector that selects no pod guards or measures nothing. */
function selectorFinding(object: StoredObject, view: ClusterView): Fault[] {
  const path = selectors[object.kind];
  const labels = path && at(object.content, path);
  if (!labels) return [];
  const selects = view
    .of('Deployment')
    .some(
      ({ namespace, content }) =>
        namespace === object.namespace && isSelected(at(content, 'spec.template.metadata.labels'), labels),
    );
  if (selects) return [];
  return [
    {
      file: object.file,
      where: `${titleOf(object)} ${path}`,
      what: `selects no pod: ${JSON.stringify(labels)}`,
      why: 'it would do nothing, silently',
      fix: 'select on app.kubernetes.io/name of a service',
    },
  ];
}

export const isSelected = (labels: unknown, selector: unknown): boolean =>
  Object.entries(fieldsOf(selector)).every(([key, value]) => fieldsOf(labels)[key] === value);

/** What an object names. */
function referencesOf({ kind, namespace, content }: StoredObject): Reference[] {
  const inNamespace = namespace === undefined ? [] : [ref('Namespace', namespace, undefined)];
  return [...inNamespace, ...(named[kind]?.(content, namespace) ?? [])].filter(({ name }) => name !== '');
}

const ref = (kind: string, name: unknown, namespace: string | undefined): Reference => ({
  kind,
  namespace,
  name: typeof name === 'string' ? name : '',
});
const each = (content: unknown, path: string) => listOf(at(content, path)).map(fieldsOf);

const named: Readonly<Record<string, (content: unknown, namespace: string | undefined) => Reference[]>> = {
  Deployment: (content, namespace) => {
    const pod = at(content, 'spec.template.spec');
    const from = each(pod, 'containers').flatMap((container) => each(container, 'envFrom'));
    return [
      ref('ServiceAccount', at(pod, 'serviceAccountName'), namespace),
      ...from.map((source) => ref('ConfigMap', at(source, 'configMapRef.name'), namespace)),
      ...from.map((source) => ref('Secret', at(source, 'secretRef.name'), namespace)),
      ...each(pod, 'volumes').flatMap((volume) => [
        ref('ConfigMap', at(volume, 'configMap.name'), namespace),
        ref('PersistentVolumeClaim', at(volume, 'persistentVolumeClaim.claimName'), namespace),
        ref('SecretProviderClass', at(volume, 'csi.volumeAttributes.secretProviderClass'), namespace),
      ]),
    ];
  },
  Canary: (content, namespace) => [
    ref(textAt(content, 'spec.targetRef.kind') ?? '', at(content, 'spec.targetRef.name'), namespace),
    ref(textAt(content, 'spec.autoscalerRef.kind') ?? '', at(content, 'spec.autoscalerRef.name'), namespace),
    ...each(content, 'spec.analysis.metrics').map((metric) =>
      ref('MetricTemplate', at(metric, 'templateRef.name'), textAt(metric, 'templateRef.namespace') ?? namespace),
    ),
    ...each(content, 'spec.service.gatewayRefs').map((gateway) =>
      ref('Gateway', gateway.name, textAt(gateway, 'namespace')),
    ),
  ],
  HorizontalPodAutoscaler: (content, namespace) => [
    ref('Deployment', at(content, 'spec.scaleTargetRef.name'), namespace),
  ],
  ScaledObject: (content, namespace) => [
    ref('Deployment', at(content, 'spec.scaleTargetRef.name'), namespace),
    ...each(content, 'spec.triggers').map((trigger) =>
      ref('TriggerAuthentication', at(trigger, 'authenticationRef.name'), namespace),
    ),
  ],
  HTTPRoute: (content, namespace) => [
    ...each(content, 'spec.parentRefs').map((parent) =>
      ref('Gateway', parent.name, textAt(parent, 'namespace') ?? namespace),
    ),
    ...each(content, 'spec.rules')
      .flatMap((rule) => each(rule, 'backendRefs'))
      .map((backend) => ref('Service', backend.name, namespace)),
  ],
  Gateway: (content, namespace) =>
    each(content, 'spec.listeners')
      .flatMap((listener) => each(listener, 'tls.certificateRefs'))
      .map((secret) => ref('Secret', secret.name, namespace)),
  HealthCheckPolicy: (content, namespace) => [ref('Service', at(content, 'spec.targetRef.name'), namespace)],
  WebApplicationFirewallPolicy: (content, namespace) => [ref('Gateway', at(content, 'spec.targetRef.name'), namespace)],
  RoleBinding: (content, namespace) => [
    ref(
      textAt(content, 'roleRef.kind') ?? '',
      at(content, 'roleRef.name'),
      textAt(content, 'roleRef.kind') === 'ClusterRole' ? undefined : namespace,
    ),
    ...each(content, 'subjects')
      .filter((subject) => subject.kind === 'ServiceAccount')
      .map((subject) => ref('ServiceAccount', subject.name, textAt(subject, 'namespace'))),
  ],
  Kustomization: (content, namespace) => [
    ref('GitRepository', at(content, 'spec.sourceRef.name'), namespace),
    ref('ServiceAccount', at(content, 'spec.serviceAccountName'), namespace),
    ...each(content, 'spec.dependsOn').map((dependency) => ref('Kustomization', dependency.name, namespace)),
  ],
  HelmRelease: (content, namespace) => [
    ref(textAt(content, 'spec.chartRef.kind') ?? '', at(content, 'spec.chartRef.name'), namespace),
  ],
  Alert: (content, namespace) => [ref('Provider', at(content, 'spec.providerRef.name'), namespace)],
  ValidatingAdmissionPolicyBinding: (content) => [
    ref('ValidatingAdmissionPolicy', at(content, 'spec.policyName'), undefined),
  ],
  PersistentVolumeClaim: (content) => [ref('PersistentVolume', at(content, 'spec.volumeName'), undefined)],
};

import { clusters } from '../clusters.ts';
import type { Fault } from '@halden/cli/refusal';
import { at, type ClusterView, type Fields, fieldsOf, listOf, textAt } from './cluster-view.ts';
import { type StoredObject, titleOf } from './objects.ts';
import { isSelected } from './references.ts';

/** What a schema allows and the platform does not. */
export function policyFindings(view: ClusterView): Fault[] {
  return [
    ...view.of('Deployment').flatMap(containerFindings),
    ...view.released.flatMap(releasedFindings),
    ...view.of('Service').flatMap((service) => serviceFindings(service, view)),
    ...view.objects.flatMap((object) => ownershipFindings(object, view)),
    ...secretFindings(view),
  ];
}

/** One policy that a container breaks. */
interface Breach {
  readonly at: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}
const inConstructs = 'use restrictedPod and restrictedContainer of charts-src/constructs/security.ts';

function containerFindings(object: StoredObject): Fault[] {
  const pod = at(object.content, 'spec.template.spec');
  const containers = [...listOf(at(pod, 'containers')), ...listOf(at(pod, 'initContainers'))].map(fieldsOf);
  return containers.flatMap((container) =>
    breaches(container, fieldsOf(at(pod, 'securityContext'))).map(({ at: path, what, why, fix }) => ({
      file: object.file,
      where: `${titleOf(object)} container ${textAt(container, 'name')} ${path}`,
      what,
      why,
      fix,
    })),
  );
}

function breaches(container: Fields, podContext: Fields): Breach[] {
  const context = fieldsOf(container.securityContext);
  const image = textAt(container, 'image') ?? '';
  const found: (Breach | false)[] = [
    !/@sha256:[0-9a-f]{64}$/.test(image) && {
      at: 'image',
      what: `image must be pinned by digest, got '${image}'`,
      why: 'a tag may lead to another image tomorrow',
      fix: 'run: npm run platform -- bump <service> --tag … --digest …',
    },
    ...(['cpu', 'memory'] as const).flatMap((quantity) =>
      (['requests', 'limits'] as const).map(
        (bound) =>
          textAt(container, `resources.${bound}.${quantity}`) === undefined && {
            at: `resources.${bound}`,
            what: `has no ${bound}.${quantity}`,
            why: 'one pod could take what its neighbours need, and the quota refuses it',
            fix: 'set it in apps/<service>/<environment>.yaml',
          },
      ),
    ),
    (context.runAsNonRoot ?? podContext.runAsNonRoot) !== true && restricted('runAsNonRoot', 'true'),
    context.allowPrivilegeEscalation !== false && restricted('allowPrivilegeEscalation', 'false'),
    context.privileged === true && restricted('privileged', 'false'),
    context.readOnlyRootFilesystem !== true && restricted('readOnlyRootFilesystem', 'true'),
    !listOf(at(context, 'capabilities.drop')).includes('ALL') && restricted('capabilities.drop', '[ALL]'),
    textAt(podContext, 'seccompProfile.type') !== 'RuntimeDefault' &&
      restricted('seccompProfile.type', 'RuntimeDefault'),
  ];
  return found.filter((breach) => breach !== false);
}

const restricted = (field: string, expected: string): Breach => ({
  at: `securityContext.${field}`,
  what: `must be ${expected}`,
  why: "the namespace runs Pod Security's restricted profile and better",
  fix: inConstructs,
});

/** The requirements of Flagger for a Deployment it releases. */
function releasedFindings(object: StoredObject): Fault[] {
  const { file, content, name } = object;
  const selector = fieldsOf(at(content, 'spec.selector.matchLabels'));
  const checksum = 'halden.example/settings-checksum';
  const found: (Breach | false)[] = [
    at(content, 'spec.replicas') !== undefined && {
      at: 'spec.replicas',
      what: `has replicas (${String(at(content, 'spec.replicas'))})`,
      why: 'Flux would fight over them with Flagger, which keeps the target at 0 at rest, and with the autoscaler',
      fix: 'leave replicas out; apps/<service>/<environment>.yaml bounds the autoscaler',
    },
    JSON.stringify(selector) !== JSON.stringify({ app: name }) && {
      at: 'spec.selector.matchLabels',
      what: `selects on ${JSON.stringify(selector)}`,
      why: 'Flagger rewrites one label for the primary: with any other the two would share pods',
      fix: `select on app: ${name} alone`,
    },
    fieldsOf(at(content, 'spec.template.metadata.annotations'))[checksum] === undefined && {
      at: 'spec.template.metadata.annotations',
      what: `lacks ${checksum}`,
      why: 'a release of configuration alone that failed could not be distinguished from one that was rolled back',
      fix: 'give Workload the checksum of SettingsMaps',
    },
  ];
  return found
    .filter((breach) => breach !== false)
    .map(({ at: path, what, why, fix }) => ({ file, where: `${titleOf(object)} ${path}`, what, why, fix }));
}

/** A Service of ours in front of a release would mix the old and the new. */
function serviceFindings(service: StoredObject, view: ClusterView): Fault[] {
  const selector = fieldsOf(at(service.content, 'spec.selector'));
  const mixed = view.released.find(
    ({ namespace, content }) =>
      namespace === service.namespace && isSelected(at(content, 'spec.template.metadata.labels'), selector),
  );
  if (!mixed) return [];
  const both = !('app' in selector);
  return [
    {
      file: service.file,
      where: `${titleOf(service)} spec.selector`,
      what: both
        ? `selects both primary and canary of ${mixed.name}: ${JSON.stringify(selector)}`
        : `selects the canary of ${mixed.name}, which has no pods at rest: ${JSON.stringify(selector)}`,
      why: 'requests would reach a release that is still judged, or nothing',
      fix: `use the Service '${mixed.name}', which Flagger makes and which leads to the primary`,
    },
  ];
}

/** What Flagger makes must not stand in Git. */
function ownershipFindings(object: StoredObject, view: ClusterView): Fault[] {
  const { kind, name, namespace, file } = object;
  const canary = view
    .of('Canary')
    .find(
      (each) =>
        each.namespace === namespace && [each.name, `${each.name}-primary`, `${each.name}-canary`].includes(name),
    );
  if (!canary) return [];
  const byTraffic = textAt(canary.content, 'spec.provider') === 'gatewayapi:v1';
  const isPrimary = name === `${canary.name}-primary` && kind !== 'HealthCheckPolicy';
  const isFlaggers = isPrimary || kind === 'Service' || (kind === 'HTTPRoute' && byTraffic);
  if (!isFlaggers) return [];
  return [
    {
      file,
      where: titleOf(object),
      what: `Flagger owns it, as Canary/${canary.name} says`,
      why: 'Flux would take back what Flagger does to it, in the middle of a release',
      fix: 'do not render it',
    },
  ];
}

const isLocal = (name: string): boolean =>
  clusters.some((cluster) => cluster.name === name && cluster.kind === 'local');

/** Secrets stand in Git only where they guard nothing. */
function secretFindings(view: ClusterView): Fault[] {
  if (isLocal(view.name)) return [];
  return view.of('Secret').map((object) => ({
    file: object.file,
    where: titleOf(object),
    what: 'a Secret stands in Git',
    why: 'who reads the repository reads it',
    fix: 'keep it in the Key Vault, and name it in secrets of service.ts',
  }));
}

import { Construct } from 'constructs';
import type { IValidatingAdmissionPolicy } from 'kubernetes-models/admissionregistration.k8s.io/v1';
import { resource } from '../resources/resource.ts';
import { guardedLabel } from '../names.ts';

export interface AdmissionProps {
  /** Images run from here only, such as `crhalden.azurecr.io/halden`. */
  readonly registry: string;
}

type Validation = NonNullable<NonNullable<IValidatingAdmissionPolicy['spec']>['validations']>[number];

/** A rule for every container in CEL, with the message for a violation: what, got, expected, fix. */
interface Rule {
  readonly holds: string;
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  readonly fix: string;
}

/**
 * The containers that may run in the guarded namespaces, checked by the API server itself: images of our registry by digest, as a non-root user,
 * within limits.
 */
export class Admission extends Construct {
  constructor(scope: Construct, id: string, { registry }: AdmissionProps) {
    super(scope, id);
    policy(this, 'halden-images', [
      {
        holds: `c.image.matches('@sha256:[0-9a-f]{64}$')`,
        what: 'image must be pinned by digest',
        got: 'c.image',
        expected: `${registry}/<name>@sha256:<digest>`,
        fix: 'run: npm run platform -- bump <service> --tag <tag> --digest <digest>',
      },
      {
        holds: `c.image.startsWith('${registry}/')`,
        what: 'image must come from our registry',
        got: 'c.image',
        expected: `${registry}/<name>`,
        fix: 'push it there, and name it so in apps/',
      },
    ]);
    policy(this, 'halden-restricted', [
      {
        holds: `${context('runAsNonRoot')} == true`,
        what: 'container must not run as root',
        got: `'runAsNonRoot ' + string(${context('runAsNonRoot')})`,
        expected: 'runAsNonRoot true',
        fix: 'render it with the constructs of charts-src/',
      },
      {
        holds: `${own('privileged', 'false')} == false && ${own('allowPrivilegeEscalation', 'true')} == false`,
        what: 'container must not be privileged',
        got: `'privileged ' + string(${own('privileged', 'false')}) + ', allowPrivilegeEscalation ' + string(${own('allowPrivilegeEscalation', 'true')})`,
        expected: 'privileged false, allowPrivilegeEscalation false',
        fix: 'render it with the constructs of charts-src/',
      },
      {
        holds: `${own('readOnlyRootFilesystem', 'false')} == true`,
        what: 'root filesystem must be read-only',
        got: `'readOnlyRootFilesystem ' + string(${own('readOnlyRootFilesystem', 'false')})`,
        expected: 'readOnlyRootFilesystem true',
        fix: 'write to a volume, such as /tmp',
      },
    ]);
    policy(this, 'halden-limits', [
      {
        holds: `has(c.resources) && has(c.resources.limits) && 'cpu' in c.resources.limits && 'memory' in c.resources.limits`,
        what: 'container must have limits',
        got: `has(c.resources) && has(c.resources.limits) ? 'limits of ' + c.resources.limits.map(k, k).join(' and ') : 'none'`,
        expected: 'limits of cpu and memory',
        fix: 'set resources.limits in apps/<service>/<environment>.yaml',
      },
    ]);
  }
}

/** A field of the container's security context, or the default of Kubernetes where it is absent. */
const own = (field: string, absent: string): string =>
  `(has(c.securityContext) && has(c.securityContext.${field}) ? c.securityContext.${field} : ${absent})`;
/** The same, where the pod may say it for all its containers. */
const context = (field: string): string =>
  own(
    field,
    `(has(variables.pod.securityContext) && has(variables.pod.securityContext.${field}) ? variables.pod.securityContext.${field} : false)`,
  );

function policy(scope: Construct, name: string, rules: readonly Rule[]): void {
  resource(scope, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          ...rulesFor('apps', ['deployments', 'statefulsets', 'daemonsets', 'replicasets']),
          ...rulesFor('batch', ['jobs', 'cronjobs']),
          ...rulesFor('', ['pods']),
        ],
      },
      variables: [
        {
          name: 'pod',
          expression:
            "object.kind == 'Pod' ? object.spec : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template.spec : object.spec.template.spec",
        },
        {
          name: 'containers',
          expression:
            'variables.pod.containers + (has(variables.pod.initContainers) ? variables.pod.initContainers : [])',
        },
      ],
      validations: rules.map(validationOf),
    },
  });
  resource(scope, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: {
      policyName: name,
      validationActions: ['Deny'],
      matchResources: { namespaceSelector: { matchLabels: guardedLabel } },
    },
  });
}

const rulesFor = (group: string, resources: string[]) => [
  { apiGroups: [group], apiVersions: ['v1'], operations: ['CREATE' as const, 'UPDATE' as const], resources },
];

const validationOf = ({ holds, what, got, expected, fix }: Rule): Validation => ({
  expression: `variables.containers.all(c, ${holds})`,
  messageExpression:
    `'${what}: got ' + variables.containers.filter(c, !(${holds})).map(c, c.name + ' with ' + (${got})).join(', ')` +
    ` + ', expected ${expected}; ${fix}'`,
});

import type { AzureNameKey } from '../azure-names.ts';
import type { Service } from '../model.ts';

const text = (pattern?: string) => ({ type: 'string', minLength: 1, ...(pattern && { pattern }) });
const object = (properties: Record<string, object>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});
const count = (maximum: number) => ({ type: 'integer', minimum: 1, maximum });
const guid = text('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
const cidr = text('^[0-9.]+/[0-9]{1,2}$');
const quantities = object({ cpu: text('^[1-9][0-9]*m?$'), memory: text('^[1-9][0-9]*(Mi|Gi)$') });

/** What the values of a service's chart may be. */
/** The values of a whole chart. Another chart that depends on this one may give it values that all its parts share; none is read here. */
const withGlobal = (properties: Record<string, object>) => {
  const { required, ...schema } = object(properties);
  return { ...schema, required, properties: { ...properties, global: { type: 'object' } } };
};

export const schemaOf = ({ name, judgedBy }: Service, names: readonly AzureNameKey[]) => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: `Values of ${name}`,
  ...withGlobal({
    image: object({
      repository: text('^[a-z0-9][a-z0-9.-]*(:[0-9]+)?(/[a-z0-9][a-z0-9._-]*)+$'),
      tag: text('^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$'),
      digest: text('^sha256:[0-9a-f]{64}$'),
    }),
    replicas: object({ min: count(100), max: count(100) }),
    resources: object({ requests: quantities, limits: quantities }),
    canary: object({
      threshold: count(20),
      ...(judgedBy === 'traffic'
        ? { weights: { type: 'array', minItems: 1, uniqueItems: true, items: count(100) } }
        : { iterations: count(100) }),
    }),
    settings: { type: 'object', additionalProperties: { type: 'string' } },
    host: text('^[a-z0-9.-]+$'),
    cluster: text('^[a-z0-9-]+$'),
    ...(names.length > 0 && {
      azure: object(Object.fromEntries(names.map((key) => [key, text('^[a-z0-9][a-z0-9-]*$')]))),
    }),
    network: object({ pods: cidr, services: cidr, gateway: cidr }),
    applicationInsights: text('^InstrumentationKey=[^\\s]+$'),
    identity: object({ clientId: guid, tenantId: guid }),
  }),
});

/** What Helm says after an installation. */
export const notesOf = ({
  name,
  routes,
  judgedBy,
  secrets,
}: Service): string => `${name} {{ .Values.image.tag }} is released by Flagger in {{ .Release.Namespace }}.

It needs in the cluster: Flagger with Gateway API v1, Prometheus' operator, Application Gateway for Containers, workload identity
and the Secrets Store CSI driver${Object.keys(secrets).length > 0 ? `, and in the Key Vault {{ .Values.azure.keyVault }}: ${Object.values(secrets).join(', ')}` : ''}.

Follow the release (${judgedBy === 'traffic' ? 'traffic is shifted by weight' : 'the canary takes messages beside the primary'}):
  kubectl --namespace {{ .Release.Namespace }} get canary ${name} --watch

Reach it:
${routes.map((route) => `  https://{{ .Values.host }}${route}`).join('\n')}
`;

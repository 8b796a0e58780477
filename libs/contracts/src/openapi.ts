import type { TSchema } from './brand.ts';
import type { Access, Api, Operation } from './operation.ts';
import { Problem } from './problem.ts';
import { problemTitles } from './problem-codes.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of an API. Schemas with a `title` become named components. */
export function openApiDocument(api: Api, version: string): Json {
  const components = new Map<string, Json>();
  const paths: Record<string, Json> = {};
  for (const [operationId, operation] of Object.entries(api.operations)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describe(operationId, operation, components),
    };
  }
  const problem = reference(Problem, components);
  return {
    openapi: '3.1.0',
    info: { title: api.title, version, description: api.description },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      responses: {
        Problem: { description: 'A problem', content: { 'application/problem+json': { schema: problem } } },
      },
      securitySchemes: { signIn: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function describe(operationId: string, operation: Operation, components: Map<string, Json>): Json {
  const parameters = [
    ...parametersOf('path', operation.params, components),
    ...parametersOf('query', operation.query, components),
    ...parametersOf('header', operation.headers, components),
  ];
  const content = (schema: TSchema | null): Json => {
    if (schema === null)
      return operation.produces ? { content: { [operation.produces]: { schema: { type: 'string' } } } } : {};
    return { content: { 'application/json': { schema: reference(schema, components) } } };
  };
  const problems = operation.problems?.map((code) => `\n- \`${code}\`: ${problemTitles[code]}`).join('') ?? '';
  return {
    operationId,
    summary: operation.summary,
    description: [operation.description, who(operation.access), problems && `Problems:\n${problems}`]
      .filter(Boolean)
      .join('\n\n'),
    ...(parameters.length > 0 && { parameters }),
    ...(operation.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: reference(operation.body, components) } },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.responses).map(([status, schema]) => [
          status,
          { description: operation.summary, ...content(schema) },
        ]),
      ),
      default: { $ref: '#/components/responses/Problem' },
    },
    security:
      operation.access === 'public' || operation.access === 'internal'
        ? []
        : [{ signIn: [] }, ...(operation.access === 'guest' ? [{}] : [])],
  };
}

function who(access: Access): string {
  if (typeof access === 'object') return `For staff with the role \`${access.role}\`.`;
  return {
    public: '',
    customer: 'For signed-in customers.',
    guest: 'For signed-in customers, and for guests.',
    internal: 'For other services only: no public route leads here.',
  }[access];
}

function parametersOf(
  place: 'path' | 'query' | 'header',
  schema: TSchema | undefined,
  components: Map<string, Json>,
): Json[] {
  if (!schema) return [];
  const { properties, required = [] } = schema as unknown as {
    properties: Record<string, TSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const described = property as TSchema & { description?: string; default?: unknown };
    return {
      name,
      in: place,
      required: required.includes(name) && described.default === undefined,
      ...(described.description && { description: described.description }),
      schema: reference(property, components),
    };
  });
}

/** A plain JSON copy of a schema in which every titled object is a reference to its component. */
function reference(schema: TSchema, components: Map<string, Json>): Json {
  const plain = copy(schema, components) as Json;
  const title = (schema as { title?: string }).title;
  if (!title) return plain;
  components.set(title, plain);
  return { $ref: `#/components/schemas/${title}` };
}

function copy(value: unknown, components: Map<string, Json>): unknown {
  if (Array.isArray(value)) return value.map((item) => copy(item, components));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      isTitled(item) ? reference(item, components) : copy(item, components),
    ]),
  );
}

const isTitled = (value: unknown): value is TSchema =>
  value !== null && typeof value === 'object' && 'title' in value && typeof value.title === 'string' && 'type' in value;

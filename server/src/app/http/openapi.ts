import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

/** Collects the document while routes are added; `openApiDocument` reads it once the server is ready. */
export async function registerOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Signalbox management API',
        description:
          'Served on the console port. A call needs a management key (or the bootstrap key) as a bearer token, `x-api-key` or Basic; or the cookie of a person who signed in, with `x-csrf-token` for every change.',
        version,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', bearerFormat: 'sbx_<id>_<secret><check>' },
          session: { type: 'apiKey', in: 'cookie', name: 'signalbox_session' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) =>
      onlyReferenced(jsonSchemaTransformObject(document)) as ReturnType<
        typeof jsonSchemaTransformObject
      >,
  });
}

/** The whole document as plain JSON. */
export function openApiDocument(app: FastifyInstance): Record<string, unknown> {
  return JSON.parse(JSON.stringify(app.swagger())) as Record<string, unknown>;
}

/** Leaves out schemas that nothing refers to: the transformer writes each in an input and an output form. */
function onlyReferenced(document: object): object {
  const { components, ...rest } = document as {
    components?: { schemas?: Readonly<Record<string, unknown>> };
  };
  const all = components?.schemas ?? {};
  const kept = new Map<string, unknown>();
  const queue = referencesIn(rest);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (kept.has(name) || !(name in all)) continue;
    kept.set(name, all[name]);
    queue.push(...referencesIn(all[name]));
  }
  const schemas = Object.fromEntries([...kept].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...rest, components: { ...components, schemas } };
}

function referencesIn(value: unknown): string[] {
  const text = JSON.stringify(value) ?? '';
  return [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '');
}

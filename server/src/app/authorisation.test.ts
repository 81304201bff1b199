import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../lib/ids.ts';
import { type Management, startManagement } from './testing/management.ts';

/**
 * Made from the declarations: whatever endpoint is added is tried here without a key, with a key of the wrong kind or
 * scope, and from another project, with no line of test written for it.
 */
let management: Management;
/** Of the first project: no scope but one that no endpoint asks for. */
let scopeless: string;
/** Of the first project: every scope. */
let insider: string;
/** Of a second project: every scope. */
let outsider: string;
let gatewayKey: string;

beforeAll(async () => {
  management = await startManagement();
  const create = async (body: object, headers = {}) => {
    const answer = await management.call('POST', '/api/v1/keys', { body, headers });
    expect(answer.text).toContain('sbx_');
    return answer.body.key as string;
  };
  const scopes = [...new Set(management.endpoints.map(({ scope }) => scope))];
  const other = await management.call('POST', '/api/v1/projects', { body: { name: 'other' } });
  expect(other.status).toBe(201);
  scopeless = await create({ name: 'none', kind: 'management', scopes: ['inference'] });
  insider = await create({ name: 'all', kind: 'management', scopes });
  outsider = await create(
    { name: 'all', kind: 'management', scopes },
    { 'x-signalbox-project': other.body.id },
  );
  gatewayKey = await create({ name: 'gateway' });
});
afterAll(() => management[Symbol.asyncDispose]());

/** An address of the endpoint with ids that name nothing. */
const addressOf = (path: string) =>
  path.replace(/:[a-z_]+/gi, (name) => (name === ':id' ? newId() : 'nothing'));

describe('every management endpoint', () => {
  it('is found by this test', () => {
    expect(management.endpoints.length).toBeGreaterThan(20);
    const operations = management.endpoints.map(({ operationId }) => operationId);
    expect(new Set(operations).size).toBe(operations.length);
  });

  it('refuses a call without a key, with an unknown one and with a gateway key: 401', async () => {
    for (const { method, path } of management.endpoints) {
      for (const key of [null, 'unknown', gatewayKey]) {
        const answer = await management.call(method, addressOf(path), { key });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
        expect(answer.body.error.request_id).toBe(answer.headers['x-request-id']);
      }
    }
  });

  it('refuses a key that lacks its scope: 403, whatever the body says', async () => {
    for (const { method, path, scope } of management.endpoints) {
      const answer = await management.call(method, addressOf(path), { key: scopeless });
      expect([path, answer.status, answer.body.error.code]).toEqual([path, 403, 'scope_missing']);
      expect(answer.body.error.message).toContain(scope);
    }
  });

  it('refuses to act in a project that is not the key’s: 404', async () => {
    const { projectId } = management.defaults;
    for (const { method, path } of management.endpoints) {
      for (const project of [projectId, 'default', newId()]) {
        const answer = await management.call(method, addressOf(path), {
          key: outsider,
          headers: { 'x-signalbox-project': project },
        });
        expect([path, answer.status, answer.body.error.code]).toEqual([path, 404, 'not_found']);
      }
    }
  });

  it('with an id does not find another project’s thing: 404', async () => {
    const made = await things();
    for (const { method, path } of management.endpoints) {
      const match = /^\/api\/v1\/(\w+)\/:id$/.exec(path);
      if (match === null || path.startsWith('/api/v1/traces')) continue;
      const id = made[match[1] ?? ''];
      expect(id, `no thing was made for ${path}`).toBeDefined();
      const address = path.replace(':id', id ?? '');
      const body = method === 'PATCH' ? {} : undefined;
      const theirs = await management.call(method, address, { key: outsider, body });
      expect([method, path, theirs.status]).toEqual([method, path, 404]);
      // The same call from inside the project is not a 404: it is the project that made the difference.
      const own = await management.call(method, address, { key: insider, body });
      expect([method, path, own.status]).toEqual([method, path, 200]);
      if (method === 'DELETE') Object.assign(made, await things());
    }
  });
});

let count = 0;

/** A thing of each kind in the first project, by the name of its collection. */
async function things(): Promise<Record<string, string>> {
  count += 1;
  const make = async (path: string, body: object) => {
    const answer = await management.call('POST', path, { key: insider, body });
    expect(answer.status).toBe(201);
    return answer.body.id as string;
  };
  return {
    keys: await make('/api/v1/keys', { name: 'one', kind: 'management', scopes: ['keys:read'] }),
    providers: await make('/api/v1/providers', {
      name: `acme${count}`,
      base_url: 'https://acme.example/v1',
    }),
    prices: await make('/api/v1/prices', {
      provider: 'acme',
      model: `m${count}`,
      usd_per_million: { input: '1' },
    }),
    projects: management.defaults.projectId,
  };
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../lib/ids.ts';
import { addressOf, expectAsRole, ROLES, type Role } from './testing/expected-access.ts';
import { type Management, startManagement } from './testing/management.ts';
import { type Browser, invited } from './testing/people.ts';

/**
 * Made from the declarations: every endpoint in every project, by people with each role in the organisation, with and
 * without one in a project beside it.
 */
let management: Management;
const PROJECTS = ['default', 'other'] as const;
type Place = (typeof PROJECTS)[number];

interface Case {
  /** In the organisation; null: none. */
  readonly organisation: Role | null;
  /** In the project `default`. */
  readonly project: Role | null;
}
const CASES: readonly Case[] = [
  ...ROLES.map((organisation) => ({ organisation, project: null })),
  // The higher of two holds where both do.
  ...ROLES.flatMap((organisation) => ROLES.map((project) => ({ organisation, project }))),
  ...ROLES.map((project) => ({ organisation: null, project })),
];
const people = new Map<Case, Browser>();
const named = CASES.map(
  (one) =>
    [
      `${one.organisation ?? 'nobody'} of the organisation, ${one.project ?? 'nothing'} of the project`,
      one,
    ] as const,
);

beforeAll(async () => {
  management = await startManagement();
  const made = await management.call('POST', '/api/v1/projects', { body: { name: 'other' } });
  expect(made.status).toBe(201);
  const project_id = management.defaults.projectId;
  for (const one of CASES) {
    const { organisation: role, project } = one;
    const project_roles = project === null ? [] : [{ project_id, role: project }];
    people.set(one, await invited(management, { role, project_roles }));
  }
});
afterAll(() => management[Symbol.asyncDispose]());

const personOf = (one: Case): Browser => {
  const person = people.get(one);
  if (person === undefined) throw new Error('nobody was invited');
  return person;
};
const scoped = () =>
  management.endpoints.flatMap((one) =>
    one.scope === undefined ? [] : [{ ...one, scope: one.scope }],
  );

function roleIn(place: Place, { organisation, project }: Case): Role | null {
  const here = place === 'default' ? project : null;
  if (organisation === null || here === null) return organisation ?? here;
  return ROLES.indexOf(organisation) > ROLES.indexOf(here) ? organisation : here;
}

describe('every management endpoint', () => {
  it.each(named)('lets the %s do what that gives in each project, and no more', async (_, one) => {
    for (const place of PROJECTS) {
      const role = roleIn(place, one);
      for (const endpoint of scoped()) {
        const answer = await personOf(one).call(endpoint.method, addressOf(endpoint.path), {
          headers: { 'x-signalbox-project': place },
        });
        if (role !== null) expectAsRole(role, endpoint, answer);
        else expect([endpoint.operationId, answer.status]).toEqual([endpoint.operationId, 404]);
      }
    }
  });

  it('knows no other project for anybody: 404', async () => {
    const nowhere = { 'x-signalbox-project': newId() };
    for (const one of CASES.filter(({ project }) => project === null)) {
      for (const { method, path, operationId } of scoped()) {
        const answer = await personOf(one).call(method, addressOf(path), { headers: nowhere });
        expect([operationId, answer.status]).toEqual([operationId, 404]);
      }
    }
  });
});

/** What reaches beyond a project, with a body that would do: owners only. */
const OWNERS_ONLY: Readonly<Record<string, (count: number) => object | undefined>> = {
  addModel: () => ({ path: '/nowhere/model.gguf' }),
  createOwnerLink: () => undefined,
  createProject: (count) => ({ name: `project-${count}` }),
  removeModel: () => undefined,
  updateOrganisation: (count) => ({ name: `Name ${count}` }),
};

describe('what reaches beyond a project', () => {
  it('is listed here, as the declarations say it', () => {
    const said = management.endpoints.filter(({ summary }) => /Owners only\./.test(summary));
    expect(said.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(OWNERS_ONLY));
  });

  it('is for owners of the organisation, whatever somebody is in a project', async () => {
    let count = 0;
    for (const one of CASES) {
      for (const { method, path, operationId } of management.endpoints) {
        const body = OWNERS_ONLY[operationId]?.(++count);
        if (OWNERS_ONLY[operationId] === undefined) continue;
        const { status } = await personOf(one).call(method, addressOf(path), { body });
        if (one.organisation === 'owner')
          expect([201, 200, 400, 404], `${operationId}: ${status}`).toContain(status);
        else expect([one, operationId, status]).toEqual([one, operationId, 403]);
      }
    }
  });

  it('includes a provider of every project', async () => {
    const shared = await management.call('POST', '/api/v1/providers', {
      body: { name: 'everywhere', base_url: 'https://everywhere.example/v1', shared: true },
    });
    expect(shared.status).toBe(201);
    for (const one of CASES) {
      const { status } = await personOf(one).call('PATCH', `/api/v1/providers/${shared.body.id}`, {
        body: { enabled: true },
      });
      expect([one, status]).toEqual([one, one.organisation === 'owner' ? 200 : 403]);
    }
  });
});

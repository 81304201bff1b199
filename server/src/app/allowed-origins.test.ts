import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Management, startManagement } from './testing/management.ts';

let management: Management;
beforeAll(async () => {
  management = await startManagement();
});
afterAll(() => management[Symbol.asyncDispose]());

const change = (allowed_origins: unknown) =>
  management.call('PATCH', `/api/v1/projects/${management.defaults.projectId}`, {
    body: { allowed_origins },
  });

it('a project names no origins until it does, and what gateways hear has them', async () => {
  const origins = ['https://app.example', 'http://localhost:3000'];
  const path = `/api/v1/projects/${management.defaults.projectId}`;
  expect((await management.call('GET', path)).body.allowed_origins).toEqual([]);
  expect((await change(origins)).body.allowed_origins).toEqual(origins);
  expect((await management.call('GET', path)).body.allowed_origins).toEqual(origins);
  const [event] = (await management.call('GET', '/api/v1/audit?limit=1')).body.data;
  expect([event.action, event.after.allowed_origins]).toEqual(['project.update', origins]);
});

it.each([['*'], ['null'], ['https://app.example/'], ['app.example'], ['https://*.example']])(
  '%s is refused',
  async (origin) => {
    const answer = await change([origin]);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('body/allowed_origins/0');
  },
);

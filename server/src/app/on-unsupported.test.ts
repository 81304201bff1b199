import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Management, startManagement } from './testing/management.ts';

let management: Management;
beforeAll(async () => {
  management = await startManagement();
});
afterAll(() => management[Symbol.asyncDispose]());

it('a project refuses calls that cannot be carried whole until it says otherwise', async () => {
  const path = `/api/v1/projects/${management.defaults.projectId}`;
  const set = (on_unsupported: string) =>
    management.call('PATCH', path, { body: { on_unsupported } });
  expect((await management.call('GET', path)).body.on_unsupported).toBe('refuse');
  expect((await set('drop')).body.on_unsupported).toBe('drop');
  expect((await management.call('GET', path)).body.on_unsupported).toBe('drop');
  const [event] = (await management.call('GET', '/api/v1/audit?limit=1')).body.data;
  expect([event.before.on_unsupported, event.after.on_unsupported]).toEqual(['refuse', 'drop']);
  expect((await set('ignore')).status).toBe(400);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeCursor } from '../platform/http/index.ts';
import { type Management, startManagement } from './testing/management.ts';

/** Made from the declarations: every text of every endpoint is given what no store can keep, and every cursor nonsense. */
let management: Management;
beforeAll(async () => {
  management = await startManagement();
});
afterAll(() => management[Symbol.asyncDispose]());

const ODD = { 'a NUL': 'x\0', 'half a surrogate pair': 'x\ud83d' } as const;
const CURSORS = [
  '',
  '1.5',
  'AA',
  encodeCursor(['1.5']),
  encodeCursor(['1.5', '1.5']),
  encodeCursor(['\0']),
];

const uuid = () => '00000000-0000-7000-8000-000000000000';
const namesOf = (schema: unknown): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
const checked = () => management.endpoints.filter(({ raw }) => raw === undefined);

describe.each(Object.entries(ODD))('%s', (_what, odd) => {
  it('in any member of any body is a 400 that names it', async () => {
    for (const { method, path, body } of checked()) {
      for (const name of namesOf(body)) {
        for (const value of [odd, { [odd]: 1 }, [{ deep: odd }]]) {
          const answer = await management.call(method, path.replace(/:\w+/g, 'x'), {
            body: { [name]: value },
          });
          const { message } = answer.body.error;
          expect([method, path, name, answer.status]).toEqual([method, path, name, 400]);
          expect(message).toContain(`body/${name}`.slice(0, 6));
        }
      }
    }
  });

  it('in any parameter of any query or path is a 400', async () => {
    // Half a pair has no percent-encoding: it arrives as a character that says so, and is as good as any.
    const given = encodeURIComponent(odd.toWellFormed());
    const worst = odd.includes('\0') ? 400 : 499;
    for (const { method, path, query } of checked().filter((one) => one.method === 'GET')) {
      for (const name of namesOf(query)) {
        const answer = await management.call(
          method,
          `${path.replace(/:\w+/g, 'x')}?${name}=${given}`,
        );
        if (odd.includes('\0')) expect([path, name, answer.status]).toEqual([path, name, 400]);
        else expect(answer.status === 503 || answer.status <= worst).toBe(true);
      }
      if (!path.includes(':') || !odd.includes('\0')) continue;
      const answer = await management.call(method, path.replace(/:\w+/g, given));
      expect([path, answer.status]).toEqual([path, 400]);
    }
  });
});

it('a body nested without end is a 400', async () => {
  const deep = JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`);
  for (const { method, path, body } of checked()) {
    if (body === undefined) continue;
    const answer = await management.call(method, path.replace(/:\w+/g, 'x'), { body: deep });
    expect([path, answer.status]).toEqual([path, 400]);
  }
});

it('a parameter of a query that the endpoint does not have is a 400 that names it', async () => {
  for (const { method, path, query } of management.endpoints) {
    const url = path.replace(/:\w+/g, 'x');
    for (const name of ['modle', '__proto__', 'constructor']) {
      const body = method === 'GET' ? {} : { body: {} };
      const answer = await management.call(method, `${url}?${name}=1`, body);
      expect([method, path, name, answer.status]).toEqual([method, path, name, 400]);
      expect(answer.body.error.code).toBe('request_invalid');
      expect(answer.body.error.message).toContain(`querystring/${name}`);
      for (const known of namesOf(query)) expect(answer.body.error.next).toContain(known);
    }
  }
});

it('a member of a body that the endpoint does not have is a 400 that names it', async () => {
  for (const { method, path, body } of checked()) {
    if (body === undefined) continue;
    const answer = await management.call(method, path.replace(/:\w+/g, uuid()), {
      body: { modle: 'x' },
    });
    expect([method, path, answer.status]).toEqual([method, path, 400]);
    const { issues } = answer.body.error.details;
    expect([path, issues.map((issue: { message: string }) => issue.message)]).toEqual([
      path,
      expect.arrayContaining([expect.stringContaining('modle')]),
    ]);
  }
});

it('a cursor that no list gave out is a 400 that names it', async () => {
  for (const { path, query } of checked()) {
    // What telemetry lists is refused by telemetry, and tested there.
    if (!namesOf(query).includes('cursor') || /traces|sessions|requests|:/.test(path)) continue;
    for (const cursor of CURSORS.slice(1)) {
      const answer = await management.call('GET', `${path}?cursor=${encodeURIComponent(cursor)}`);
      expect([path, cursor, answer.status]).toEqual([path, cursor, 400]);
      expect(answer.text).toContain('cursor');
    }
  }
});

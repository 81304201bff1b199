import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Management, OWNER, startManagement } from '../testing/management.ts';
import { runCli } from './index.ts';

/** The commands on the real management API. */
let management: Management;
let url: string;

beforeAll(async () => {
  management = await startManagement();
  url = await management.listen();
  for (const name of ['acme', 'other']) {
    const body = { name, base_url: 'https://api.example/v1' };
    const answer = await management.call('POST', '/api/v1/providers', { body });
    expect(answer.status).toBe(201);
  }
});
afterAll(() => management[Symbol.asyncDispose]());

async function routes(...args: readonly string[]) {
  let out = '';
  let err = '';
  const status = await runCli(['routes', ...args], {
    env: { SIGNALBOX_URL: url, SIGNALBOX_API_KEY: OWNER },
    out: (text) => (out += text),
    err: (text) => (err += text),
    now: () => new Date('2026-11-23T12:00:00.000Z'),
  });
  return { status, out, err };
}
const read = async (name: string) => JSON.parse((await routes('show', name, '--json')).out);

describe('signalbox routes', () => {
  it('makes a route of everything that one can say, changes it and undoes that', async () => {
    const rules = [{ name: 'eu', when: { tags: ['eu'] }, targets: [{ model: 'other/a' }] }];
    const settings = [
      ...['--target', 'acme/a,b,weight=3', '--target', 'other/a,tier=2,weight=0.5'],
      ...['--strategy', 'weighted', '--retries', '2', '--fallback-on', 'error'],
      ...['--hedge-after', '700', '--timeout', 'total=9000', '--rules', JSON.stringify(rules)],
    ];
    const created = await routes('create', 'chat', ...settings);
    expect(created).toMatchObject({ status: 0, err: '' });
    expect(created.out).toContain('call it as chat');
    expect(await read('chat')).toMatchObject({
      strategy: 'weighted',
      targets: [
        { model: 'acme/a,b', weight: 3, order: 1 },
        { model: 'other/a', weight: 0.5, order: 2 },
      ],
      rules: [{ name: 'eu', targets: [{ model: 'other/a' }] }],
      retries: 2,
      fallback_on: ['error'],
      hedge_after_ms: 700,
      timeouts: { total_ms: 9000 },
    });
    const changes = ['--hedge-after', 'never', '--disable', '--message', 'too dear'];
    expect((await routes('update', 'chat', ...changes)).out).toContain('chat is version 2 now');
    expect((await routes('update', 'chat', ...changes)).out).toContain('was so already');
    expect((await routes('versions', 'chat')).out).toMatch(/2 .*the owner key .* no +too dear\n1 /);
    expect((await routes('restore', 'chat', '--version', '1')).out).toContain(
      'as in version 1 again, as version 3',
    );
    expect((await routes('restore', 'chat', '--version', '1')).out).toContain('already');
    const { hedge_after_ms, enabled, id } = await read('chat');
    expect([hedge_after_ms, enabled]).toEqual([700, true]);
    expect((await routes('show', id)).out).toMatch(/Rule eu: {"tags":\["eu"\]}\nTARGET/);
    expect((await routes('list')).out).toMatch(
      /chat +weighted +acme\/a,b weight 3,other\/a weight 0.5 tier 2 +yes +3/,
    );
    expect((await routes('delete', 'chat')).out).toContain('Deleted chat');
    expect((await routes('show', 'chat')).status).toBe(2);
  });

  it('points an alias at one model, then at another, and leaves what is more than an alias', async () => {
    expect((await routes('alias', 'fast', '--to', 'acme/small')).status).toBe(0);
    expect((await routes('alias', 'fast', '--to', 'other/small')).out).toContain(
      'fast stands for other/small',
    );
    expect(await read('fast')).toMatchObject({ version: 2, targets: [{ model: 'other/small' }] });
    await routes('create', 'two', '--target', 'acme/a', '--target', 'other/a');
    const refused = await routes('alias', 'two', '--to', 'acme/b');
    expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('several targets') });
    expect((await read('two')).version).toBe(1);
  });

  it('says what stands in the way of a route', async () => {
    const { id } = (
      await management.call('POST', '/api/v1/providers', {
        body: { name: 'leaving', base_url: 'https://api.example/v1' },
      })
    ).body;
    await routes('alias', 'left', '--to', 'leaving/a');
    await management.call('DELETE', `/api/v1/providers/${id}`);
    expect((await routes('list')).out).toContain('leaving/a provider_missing');
  });

  it.each([
    ['create', 'x'],
    ['create', 'x', '--target', 'acme/a,weight=much'],
    ['create', 'x', '--target', 'acme/a', '--rules', '[{'],
    ['create', 'x', '--target', 'acme/a', '--enable', '--disable'],
    ['update', 'nobody', '--retries', '1'],
    ['update', 'fast', '--message', 'nothing'],
    ['alias', 'x'],
    ['restore', 'fast', '--version', 'first'],
    ['delete', 'nobody'],
  ])('refuses what was typed wrong: %s %s %s %s', async (...words) => {
    expect(await routes(...words)).toMatchObject({ status: 2, out: '' });
  });

  it('passes on what the API refuses', async () => {
    const refused = await routes('create', 'x', '--target', 'nobody/a');
    expect(refused.status).toBe(1);
    expect(refused.err).toContain('no provider named "nobody"');
    expect(refused.err).toContain('acme, other');
  });
});

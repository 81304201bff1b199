import { describe, expect, it } from 'vitest';
import { newId } from '../lib/ids.ts';
import { createAuthenticator, hashCredential } from './authenticator.ts';
import { credentialFromHeaders, credentialOf } from './credential.ts';
import type { BootstrapEntity, KeyEntity } from './entities.ts';
import type { Door } from './key-form.ts';
import { mintKey } from './keys.ts';

const BOOTSTRAP = 'a string of at least 32 characters, spaces too';

function world(changes: Partial<KeyEntity> = {}) {
  const id = newId<'key'>();
  const key = mintKey(id);
  const entity: KeyEntity = {
    organisation_id: newId(),
    project_id: newId(),
    environment_id: newId(),
    kind: 'gateway',
    name: 'a key',
    secret_hash: hashCredential(key).toString('hex'),
    scopes: ['inference'],
    owner: { kind: 'service', id: 'ci' },
    allowed_models: null,
    expires_at: null,
    ...changes,
  };
  const bootstrap: BootstrapEntity = {
    key_id: newId(),
    hash: hashCredential(BOOTSTRAP).toString('hex'),
    organisation_id: entity.organisation_id,
    project_id: entity.project_id,
    environment_id: entity.environment_id,
  };
  const entities = new Map<string, Record<string, unknown>>([
    [`key ${id}`, entity],
    ['bootstrap bootstrap', bootstrap],
  ]);
  const at = (door: Door) =>
    createAuthenticator(() => ({ get: (kind, of) => entities.get(`${kind} ${of}`) }), door);
  return { id, key, entity, entities, at };
}

const code = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'no error';
};

describe('createAuthenticator', () => {
  it('turns a key into its principal', () => {
    const { id, key, entity, at } = world();
    const principal = at('gateway')(key, 0);
    expect(principal).toMatchObject({
      kind: 'key',
      keyId: id,
      projectId: entity.project_id,
      allowedModels: null,
    });
    expect([...principal.scopes]).toEqual(['inference']);
  });

  it('takes the bootstrap key on both ports with every scope, whatever its text', () => {
    const { at } = world();
    for (const door of ['gateway', 'management'] as const) {
      const principal = at(door)(BOOTSTRAP, 0);
      expect(principal.kind).toBe('bootstrap');
      expect(principal.scopes.has('keys:write')).toBe(true);
    }
  });

  it('takes a bootstrap key that looks like another form', () => {
    const { entities, at } = world();
    const odd = 'sbx_this_is_not_a_key_but_a_bootstrap_key';
    const value = entities.get('bootstrap bootstrap');
    entities.set('bootstrap bootstrap', { ...value, hash: hashCredential(odd).toString('hex') });
    expect(at('gateway')(odd, 0).kind).toBe('bootstrap');
  });

  it('refuses a gateway key on the console port and a management key on the gateway', () => {
    const gateway = world();
    expect(code(() => gateway.at('management')(gateway.key, 0))).toBe('key_invalid');
    const management = world({ kind: 'management' });
    expect(code(() => management.at('gateway')(management.key, 0))).toBe('key_invalid');
    expect(management.at('management')(management.key, 0).kind).toBe('key');
  });

  it('refuses a key from the moment it expires', () => {
    const { key, at } = world({ expires_at: '2026-11-23T00:00:00.000Z' });
    const moment = Date.parse('2026-11-23T00:00:00.000Z');
    expect(at('gateway')(key, moment - 1).kind).toBe('key');
    expect(code(() => at('gateway')(key, moment))).toBe('key_invalid');
  });

  it('refuses a revoked key, another secret under a known id, a typing error, and nothing', () => {
    const { id, key, entities, at } = world();
    const gateway = at('gateway');
    expect(code(() => gateway(mintKey(id), 0))).toBe('key_invalid');
    expect(code(() => gateway(`${key}x`, 0))).toBe('key_invalid');
    expect(code(() => gateway('sk-something', 0))).toBe('key_invalid');
    expect(code(() => gateway('', 0))).toBe('key_missing');
    expect(code(() => gateway(null, 0))).toBe('key_missing');
    expect(gateway(key, 0).kind).toBe('key');
    entities.delete(`key ${id}`);
    expect(code(() => gateway(key, 0))).toBe('key_invalid');
  });

  it('sees a changed entity at once', () => {
    const { id, key, entity, entities, at } = world();
    const gateway = at('gateway');
    expect(gateway(key, 0).allowedModels).toBeNull();
    entities.set(`key ${id}`, { ...entity, allowed_models: ['local/*'] });
    expect(gateway(key, 0).allowedModels).toEqual(['local/*']);
  });
});

describe('credentialFromHeaders', () => {
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
  it.each([
    [{ authorization: 'Bearer KEY' }, 'KEY'],
    [{ authorization: 'bearer  KEY ' }, 'KEY'],
    [{ 'x-api-key': 'KEY' }, 'KEY'],
    [{ authorization: basic('user:KEY') }, 'KEY'],
    [{ authorization: basic('KEY:') }, 'KEY'],
    [{ authorization: basic('KEY') }, 'KEY'],
    [{ authorization: 'Bearer ONE', 'x-api-key': 'TWO' }, 'ONE'],
    [{ authorization: 'Bearer ', 'x-api-key': 'TWO' }, 'TWO'],
    [{ authorization: `Bearer ${Buffer.from('clé').toString('latin1')}` }, 'clé'],
    [{ authorization: basic('user:clé') }, 'clé'],
    [{ 'api-key': 'KEY' }, 'KEY'],
    [{ 'x-goog-api-key': 'KEY' }, 'KEY'],
    [{ 'x-signalbox-key': 'KEY', authorization: 'Bearer OTHER', 'x-api-key': 'THIRD' }, 'KEY'],
    [{ authorization: 'Digest KEY' }, null],
    [{}, null],
  ])('%j', (headers, credential) => {
    expect(credentialFromHeaders(headers)).toBe(credential);
  });
});

describe('credentialOf', () => {
  it.each([
    ['/v1beta/models?key=KEY', {}, 'KEY'],
    ['/v1beta/models?alt=sse&key=K%2BEY', {}, 'K+EY'],
    ['/v1beta/models?key=KEY', { 'x-goog-api-key': 'OTHER' }, 'OTHER'],
    ['/v1beta/models?key=', {}, null],
    ['/v1beta/models?monkey=KEY', {}, null],
    ['/v1beta/models', {}, null],
  ])('%s with %j', (target, headers, credential) => {
    expect(credentialOf(headers, target)).toBe(credential);
  });
});

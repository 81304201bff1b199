import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { createAuthenticator } from '../authenticator.ts';
import type { KeyEntity } from '../entities.ts';
import { type TokenPayload, tokenBody } from './token.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');

let entities: Map<string, Record<string, unknown>>;
let signer: KeyObject;
let payload: TokenPayload;
const set = (kind: string, id: string, value: Record<string, unknown>) =>
  entities.set(`${kind} ${id}`, value);

function makeKey(kid: string): KeyObject {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  set('token_key', kid, { public_key: publicKey.export({ format: 'jwk' }).x });
  return privateKey;
}

beforeEach(() => {
  entities = new Map();
  payload = {
    v: 1,
    kid: newId(),
    by: 'user',
    sub: newId(),
    sid: newId(),
    org: newId(),
    project: newId(),
    environment: newId(),
    scopes: ['inference'],
    iat: NOW / 1000,
    exp: NOW / 1000 + 60,
  };
  signer = makeKey(payload.kid);
});

const issue = (changes: Partial<TokenPayload> = {}, by = signer): string => {
  const body = tokenBody({ ...payload, ...changes });
  return `${body}.${sign(null, Buffer.from(body), by).toString('base64url')}`;
};
const gateway = () =>
  createAuthenticator(() => ({ get: (kind, id) => entities.get(`${kind} ${id}`) }), 'gateway');
const reasonOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    expect((error as { code: string }).code).toBe('key_invalid');
    return (error as Error).message;
  }
  return 'accepted';
};

describe('a token', () => {
  it('is its user, in the project that it names, with no more than it says', () => {
    expect(gateway()(issue(), NOW)).toMatchObject({
      kind: 'user',
      keyId: payload.sub,
      projectId: payload.project,
      environmentId: payload.environment,
      scopes: new Set(['inference']),
      reach: 'project',
      owner: { kind: 'user', id: payload.sub },
    });
  });

  it('lasts a minute and half a minute more, whatever it claims', () => {
    const authenticate = gateway();
    const token = issue();
    const at = (seconds: number) => reasonOf(() => authenticate(token, NOW + seconds * 1000));
    expect([at(-30), at(0), at(60), at(89.9)]).toEqual(Array(4).fill('accepted'));
    expect(at(90)).toContain('has expired');
    // Also one that was accepted and is remembered.
    expect(at(-31)).toContain('not valid yet');
    const long = issue({ exp: payload.iat + 61 });
    expect(reasonOf(() => gateway()(long, NOW))).toContain('longer than any token');
    const backwards = issue({ iat: payload.exp, exp: payload.iat - 3_600 });
    expect(reasonOf(() => gateway()(backwards, NOW))).toContain('has expired');
  });

  it('with any character changed is refused', () => {
    const token = issue();
    const authenticate = gateway();
    authenticate(token, NOW);
    fc.assert(
      fc.property(
        fc.nat(token.length - 1),
        fc.constantFrom(...'abcXYZ019-_.+/= \n'),
        (at, character) => {
          fc.pre(token[at] !== character);
          const changed = token.slice(0, at) + character + token.slice(at + 1);
          expect(reasonOf(() => authenticate(changed, NOW))).not.toBe('accepted');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('with anything added or cut off is refused', () => {
    const token = issue();
    for (const changed of [
      `${token}=`,
      `${token}A`,
      token.slice(0, -1),
      `${token}.x`,
      'sbxt_',
      'sbxt_.',
    ])
      expect(reasonOf(() => gateway()(changed, NOW))).not.toBe('accepted');
  });

  it('of another signer under a known kid, of an unknown kid, and unsigned, is refused', () => {
    const forged = issue({}, generateKeyPairSync('ed25519').privateKey);
    expect(reasonOf(() => gateway()(forged, NOW))).toContain('wrong signature');
    const unknown = issue({ kid: newId() });
    expect(reasonOf(() => gateway()(unknown, NOW))).toContain('not known here');
    const other = newId();
    makeKey(other);
    expect(reasonOf(() => gateway()(issue({ kid: other }), NOW))).toContain('wrong signature');
    const empty = `${tokenBody(payload)}.${'A'.repeat(86)}`;
    expect(reasonOf(() => gateway()(empty, NOW))).toContain('wrong signature');
  });

  it('with other content under a signature of the original is refused', () => {
    const [, signature] = issue().split('.');
    const others: Partial<TokenPayload>[] = [
      { sub: newId() },
      { project: newId() },
      { scopes: ['inference', 'system:read'] },
      { exp: payload.exp - 1 },
    ];
    for (const changes of others) {
      const forged = `${tokenBody({ ...payload, ...changes })}.${signature}`;
      expect(reasonOf(() => gateway()(forged, NOW))).toContain('wrong signature');
    }
  });

  it('with members that are not of version 1 is refused', () => {
    for (const changes of [{ v: 2 }, { admin: true }, { scopes: ['everything'] }, { sub: 'x' }])
      expect(reasonOf(() => gateway()(issue(changes as never), NOW))).toContain('cut short');
  });

  it('that was accepted is refused once its sign-in or its user is revoked, or its key withdrawn', () => {
    const revoked_at = new Date(NOW + 100).toISOString();
    const ways: (() => void)[] = [
      () => set('revoked_session', payload.sid, { subject: 'sign_in', revoked_at }),
      () => set('revoked_session', payload.sub, { subject: 'user', revoked_at }),
      () => entities.delete(`token_key ${payload.kid}`),
      () => makeKey(payload.kid),
    ];
    for (const revoke of ways) {
      entities.clear();
      signer = makeKey(payload.kid);
      const authenticate = gateway();
      const token = issue();
      authenticate(token, NOW);
      revoke();
      expect(reasonOf(() => authenticate(token, NOW + 200))).not.toBe('accepted');
    }
  });

  it('issued to a user after their rights changed is accepted', () => {
    const revoked_at = new Date(NOW + 100).toISOString();
    set('revoked_session', payload.sub, { subject: 'user', revoked_at });
    const later = issue({ iat: payload.iat + 1, exp: payload.exp + 1 });
    expect(gateway()(later, NOW + 1_000).keyId).toBe(payload.sub);
  });

  it('for a management key ends with that key', () => {
    const entity: KeyEntity = {
      organisation_id: payload.org,
      project_id: payload.project,
      environment_id: payload.environment,
      kind: 'management',
      name: 'a key',
      secret_hash: '',
      scopes: ['inference'],
      owner: { kind: 'service', id: 'ci' },
      allowed_models: null,
      expires_at: null,
    };
    const token = issue({ by: 'key' });
    const authenticate = gateway();
    expect(reasonOf(() => authenticate(token, NOW))).toContain('revoked key');
    set('key', payload.sub, entity);
    expect(authenticate(token, NOW)).toMatchObject({ kind: 'key', keyId: payload.sub });
    entities.delete(`key ${payload.sub}`);
    expect(reasonOf(() => authenticate(token, NOW))).toContain('revoked key');
    const bootstrap = issue({ by: 'bootstrap' });
    expect(reasonOf(() => authenticate(bootstrap, NOW))).toContain('replaced key');
  });

  it('opens the gateway only', () => {
    const management = createAuthenticator(
      () => ({ get: (kind, id) => entities.get(`${kind} ${id}`) }),
      'management',
    );
    expect(reasonOf(() => management(issue(), NOW))).not.toBe('accepted');
  });
});

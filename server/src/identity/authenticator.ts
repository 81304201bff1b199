import { hash, timingSafeEqual } from 'node:crypto';
import { SignalboxError } from '../platform/errors/index.ts';
import { BOOTSTRAP_ID, BootstrapEntity, KeyEntity, Scope } from './entities.ts';
import {
  type Door,
  type EntityLookup,
  invalidKey as invalid,
  type KeyForm,
  remembered,
} from './key-form.ts';
import { PUBLIC_PART_CHARACTERS, parseKey } from './keys.ts';
import type { Principal } from './principal.ts';
import { tokenForm } from './tokens/token-form.ts';

const MAX_REMEMBERED = 10_000;

/**
 * Turns a credential into its principal. Throws `key_missing` for an empty one and `key_invalid` for one that is
 * unknown, malformed, revoked, expired or of the other door. Costs one SHA-256 of the credential.
 */
export type Authenticator = (credential: string | null, nowMs: number) => Principal;

/** The bytes of SHA-256 over a whole credential: what is stored of it. */
export function hashCredential(credential: string): Buffer {
  // Asked for a Buffer, Node makes one with memory of its own each time, which takes longer than the hash.
  return Buffer.from(hash('sha256', credential, 'binary'), 'latin1');
}

/** `state` is asked on every call, so that what it answers may be replaced by a later generation. */
export function createAuthenticator(state: () => EntityLookup, door: Door): Authenticator {
  // The bootstrap key may be any text, also one that looks like another form: it is compared before anything is parsed.
  const forms: readonly KeyForm[] = [
    bootstrapForm(state),
    sbxForm(state, door),
    ...(door === 'gateway' ? [tokenForm(state)] : []),
  ];
  return (credential, nowMs) => {
    if (credential === null || credential === '') throw missing();
    const presented = { credential, hash: hashCredential(credential), nowMs };
    for (const form of forms) {
      const principal = form(presented);
      if (principal !== null) return principal;
    }
    throw invalid('the key is not of a form that Signalbox issues');
  };
}

function bootstrapForm(state: () => EntityLookup): KeyForm {
  const read = remembered((value): { hash: Buffer; principal: Principal } => {
    const entity = BootstrapEntity.parse(value);
    return {
      hash: Buffer.from(entity.hash, 'hex'),
      principal: {
        kind: 'bootstrap',
        keyId: entity.key_id,
        organisationId: entity.organisation_id,
        projectId: entity.project_id,
        environmentId: entity.environment_id,
        scopes: new Set(Scope.options),
        reach: 'organisation',
        owner: null,
        allowedModels: null,
      },
    };
  });
  return ({ hash }) => {
    const value = state().get('bootstrap', BOOTSTRAP_ID);
    if (value === undefined) return null;
    const known = read(value);
    return timingSafeEqual(hash, known.hash) ? known.principal : null;
  };
}

function sbxForm(state: () => EntityLookup, door: Door): KeyForm {
  const read = remembered((value, keyId) => {
    const entity = KeyEntity.parse(value);
    return {
      hash: Buffer.from(entity.secret_hash, 'hex'),
      kind: entity.kind,
      expiresAtMs:
        entity.expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(entity.expires_at),
      principal: {
        kind: 'key',
        keyId,
        organisationId: entity.organisation_id,
        projectId: entity.project_id,
        environmentId: entity.environment_id,
        scopes: new Set(entity.scopes),
        reach: 'project',
        owner: entity.owner,
        allowedModels: entity.allowed_models,
      } satisfies Principal,
    };
  });
  // Keys that proved themselves need not be parsed again: who has the whole key has its id. Saves 4 of 6 us a request.
  const idByPublicPart = new Map<string, string>();
  return ({ credential, hash, nowMs }) => {
    if (!credential.startsWith('sbx_')) return null;
    const publicPart = credential.slice(0, PUBLIC_PART_CHARACTERS);
    const id = idByPublicPart.get(publicPart) ?? parseKey(credential)?.id;
    const value = id === undefined ? undefined : state().get('key', id);
    if (id === undefined || value === undefined) throw notKnown(credential);
    const known = read(value, id);
    if (!timingSafeEqual(hash, known.hash)) throw notKnown(credential);
    if (idByPublicPart.size >= MAX_REMEMBERED) idByPublicPart.clear();
    idByPublicPart.set(publicPart, id);
    if (nowMs >= known.expiresAtMs) throw invalid('the key has expired');
    if (known.kind !== door) {
      throw new SignalboxError(
        'key_invalid',
        `this is a ${known.kind} key`,
        door === 'gateway'
          ? 'The gateway takes gateway keys; use this one on the console port.'
          : 'The management API takes management keys; use this one on the gateway port.',
      );
    }
    return known.principal;
  };
}

function notKnown(credential: string): SignalboxError {
  return invalid(
    parseKey(credential) === null
      ? 'the key is cut short or has a typing error'
      : 'the key is unknown or was revoked',
  );
}

function missing(): SignalboxError {
  return new SignalboxError(
    'key_missing',
    'the request carries no key',
    'Send one as `Authorization: Bearer KEY` or `x-api-key: KEY`.',
  );
}

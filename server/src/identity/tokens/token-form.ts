import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { SignalboxError } from '../../platform/errors/index.ts';
import {
  BOOTSTRAP_ID,
  BootstrapEntity,
  KeyEntity,
  RevokedSignInEntity,
  TokenKeyEntity,
} from '../entities.ts';
import { type EntityLookup, invalidKey, type KeyForm, remembered } from '../key-form.ts';
import type { Principal } from '../principal.ts';
import {
  parseToken,
  SKEW_SECONDS,
  TOKEN_PREFIX,
  TOKEN_SECONDS,
  type TokenPayload,
} from './token.ts';

const MAX_REMEMBERED = 1_000;

interface Known {
  readonly payload: TokenPayload;
  readonly principal: Principal;
  /** The entity of the key that verified it: a withdrawn or replaced key verifies nothing any more. */
  readonly verifiedBy: object;
}

/**
 * Tokens that control signed. A gateway holds public keys only, so that it can tell a token and never make one. A token that
 * was verified is remembered by its hash for as long as it lasts; what it may still do is asked on every call.
 */
export function tokenForm(state: () => EntityLookup): KeyForm {
  const publicKeyOf = remembered((value) => {
    const x = TokenKeyEntity.parse(value).public_key;
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  });
  const known = new Map<string, Known>();
  return ({ credential, hash, nowMs }) => {
    if (!credential.startsWith(TOKEN_PREFIX)) return null;
    const digest = hash.toString('base64');
    let token = known.get(digest) ?? null;
    if (token === null || state().get('token_key', token.payload.kid) !== token.verifiedBy) {
      known.delete(digest);
      token = verified(credential, state(), publicKeyOf, nowMs);
      // The oldest goes: tokens end in the order in which they came.
      if (known.size >= MAX_REMEMBERED) known.delete(known.keys().next().value ?? '');
      known.set(digest, token);
    }
    const { payload, principal } = token;
    refuseTimes(payload, nowMs);
    refuseRevoked(payload, state());
    return principal;
  };
}

function verified(
  credential: string,
  state: EntityLookup,
  publicKeyOf: (value: Record<string, unknown>) => KeyObject,
  nowMs: number,
): Known {
  const parsed = parseToken(credential);
  if (parsed === null) throw refused('is cut short or was changed');
  const { payload, signed, signature } = parsed;
  // Before the signature, which is what costs: both only refuse.
  refuseTimes(payload, nowMs);
  const key = state.get('token_key', payload.kid);
  if (key === undefined) throw refused('was signed with a key that is not known here');
  if (!verify(null, signed, publicKeyOf(key), signature)) throw refused('has a wrong signature');
  return { payload, principal: principalOf(payload), verifiedBy: key };
}

function refuseTimes({ iat, exp }: TokenPayload, nowMs: number): void {
  const now = nowMs / 1000;
  if (exp - iat > TOKEN_SECONDS) throw refused('claims to last longer than any token does');
  if (now >= exp + SKEW_SECONDS) throw refused('has expired');
  if (now < iat - SKEW_SECONDS) {
    throw refused('is not valid yet', 'Set the clocks of control and of this gateway.');
  }
}

function refuseRevoked({ by, sub, sid, iat }: TokenPayload, state: EntityLookup): void {
  const ended = [sid, sub].some((id) => {
    const revoked = RevokedSignInEntity.safeParse(state.get('revoked_session', id)).data;
    if (revoked === undefined) return false;
    return revoked.subject === 'sign_in' || iat * 1000 <= Date.parse(revoked.revoked_at);
  });
  if (ended) throw refused('belongs to a sign-in that was ended');
  if (by === 'key' && !isLive(state.get('key', sub))) throw refused('belongs to a revoked key');
  if (by === 'bootstrap' && !isBootstrap(state.get('bootstrap', BOOTSTRAP_ID), sub))
    throw refused('belongs to a replaced key');
}

function isLive(value: Record<string, unknown> | undefined): boolean {
  return KeyEntity.safeParse(value).data?.kind === 'management';
}

function isBootstrap(value: Record<string, unknown> | undefined, keyId: string): boolean {
  return BootstrapEntity.safeParse(value).data?.key_id === keyId;
}

function principalOf({ by, sub, org, project, environment, scopes }: TokenPayload): Principal {
  return {
    kind: by,
    keyId: sub,
    organisationId: org,
    projectId: project,
    environmentId: environment,
    scopes: new Set(scopes),
    reach: 'project',
    owner: by === 'user' ? { kind: 'user', id: sub } : null,
    allowedModels: null,
  };
}

function refused(
  what: string,
  next = 'Tokens come from control and last a minute: send the request to the console again.',
): SignalboxError {
  return invalidKey(`the token ${what}`, next);
}

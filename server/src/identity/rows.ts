import type { Selectable } from 'kysely';
import type { ConfigOp } from '../platform/config-stream/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import {
  BOOTSTRAP_ID,
  BootstrapEntity,
  EnvironmentEntity,
  KeyEntity,
  ProjectEntity,
  RevokedSignInEntity,
} from './entities.ts';

export type KeyRow = Selectable<DB['api_keys']>;
export type ProjectRow = Selectable<DB['projects']>;
export type EnvironmentRow = Selectable<DB['environments']>;
export type BootstrapRow = Selectable<DB['bootstrap_key']>;
export type RevokedSignInRow = Selectable<DB['revoked_sessions']>;

/** What the roles hold of a key; a revoked one is gone. */
export function keyOp(row: KeyRow): ConfigOp {
  if (row.revoked_at !== null) return { kind: 'key', id: row.id, value: null };
  const value: KeyEntity = KeyEntity.parse({
    organisation_id: row.organisation_id,
    project_id: row.project_id,
    environment_id: row.environment_id,
    kind: row.kind,
    name: row.name,
    secret_hash: row.secret_hash,
    scopes: row.scopes,
    owner: { kind: row.owner_kind, id: row.owner_id },
    allowed_models: row.allowed_models,
    expires_at: row.expires_at?.toISOString() ?? null,
  });
  return { kind: 'key', id: row.id, value };
}

/** The payload key travels as it is stored, encrypted: the stream opens it and seals it to each receiver. */
export function projectOp(row: ProjectRow): ConfigOp {
  const value: ProjectEntity = ProjectEntity.parse({
    organisation_id: row.organisation_id,
    name: row.name,
    capture: row.capture,
    retention_days: row.retention_days,
    allowed_origins: row.allowed_origins,
    on_unsupported: ProjectEntity.shape.on_unsupported.parse(row.on_unsupported),
    payload_key: row.payload_key,
  });
  return { kind: 'project', id: row.id, value };
}

export function environmentOp(row: EnvironmentRow): ConfigOp {
  const value: EnvironmentEntity = EnvironmentEntity.parse(row);
  return { kind: 'environment', id: row.id, value };
}

export function bootstrapOp(row: BootstrapRow): ConfigOp {
  const value: BootstrapEntity = BootstrapEntity.parse(row);
  return { kind: 'bootstrap', id: BOOTSTRAP_ID, value };
}

/** `id`: of the sign-in or of the user, as `subject` says. */
export function revokedSignInOp(
  row: Pick<RevokedSignInRow, 'id' | 'subject' | 'revoked_at'>,
): ConfigOp {
  const value: RevokedSignInEntity = RevokedSignInEntity.parse({
    subject: row.subject,
    revoked_at: row.revoked_at.toISOString(),
  });
  return { kind: 'revoked_session', id: row.id, value };
}

import { z } from 'zod';

/** What a key may do. `traces:read` shows metadata only; bodies and previews need `traces:content`. */
export const Scope = z.enum([
  'inference',
  'traces:read',
  'traces:content',
  'usage:read',
  'keys:read',
  'keys:write',
  'providers:read',
  'providers:write',
  'models:read',
  'models:write',
  'routes:read',
  'routes:write',
  'projects:read',
  'projects:write',
  'audit:read',
  'system:read',
  'people:read',
  'people:write',
  // Gateway keys of one's own: what a person has who may not manage the keys of others.
  'keys:own',
]);
export type Scope = z.infer<typeof Scope>;

/** The kinds of the config stream that this feature owns. */
export const KeyEntity = z.object({
  organisation_id: z.string(),
  project_id: z.string(),
  environment_id: z.string(),
  kind: z.enum(['gateway', 'management']),
  name: z.string(),
  /** SHA-256 of the whole key as its owner holds it, hex (`keys.ts` says why). */
  secret_hash: z.string(),
  scopes: z.array(Scope),
  owner: z.object({ kind: z.enum(['user', 'team', 'service']), id: z.string() }),
  /**
   * What it may call; null: everything. `provider/model` and `provider/*` are models, by whatever name they are reached;
   * `route:name` is the route with all its targets. Without that, only those targets of a route that the list has count.
   */
  allowed_models: z.array(z.string()).nullable(),
  /** ISO 8601; null: never. */
  expires_at: z.string().nullable(),
});
export type KeyEntity = z.infer<typeof KeyEntity>;

export const ProjectEntity = z.object({
  organisation_id: z.string(),
  name: z.string(),
  capture: z.enum(['full', 'metadata', 'off']),
  retention_days: z.number().int().positive(),
  /** Of web pages that may call the gateway with its keys. Absent: of an older build, and none. */
  allowed_origins: z.array(z.string()).optional(),
  /** What becomes of a call that its provider's protocol cannot carry whole. Absent: of an older build. */
  on_unsupported: z.enum(['refuse', 'drop']).default('refuse'),
  /** HMAC key of stored messages, base64; sent to telemetry only. */
  payload_key: z.string().optional(),
});
export type ProjectEntity = z.infer<typeof ProjectEntity>;

export const EnvironmentEntity = z.object({ project_id: z.string(), name: z.string() });
export type EnvironmentEntity = z.infer<typeof EnvironmentEntity>;

/** The id under which the one bootstrap entity stands on the config stream. */
export const BOOTSTRAP_ID = 'bootstrap';

/** The owner key of `SIGNALBOX_BOOTSTRAP_KEY`: SHA-256 of the whole string, hex; acts in the default project. */
export const BootstrapEntity = z.object({
  key_id: z.string(),
  hash: z.string(),
  organisation_id: z.string(),
  project_id: z.string(),
  environment_id: z.string(),
});
export type BootstrapEntity = z.infer<typeof BootstrapEntity>;

/** The public half of a key that control signs tokens with. Its id is the token's `kid`. */
export const TokenKeyEntity = z.object({
  /** The 32 bytes of an Ed25519 public key (RFC 8032), base64url. */
  public_key: z.string(),
});
export type TokenKeyEntity = z.infer<typeof TokenKeyEntity>;

/**
 * Short-lived tokens that count no longer, though they have not expired. `sign_in`: every token of that sign-in (the
 * entity's id). `user`: those of that user (the id) that were issued at `revoked_at` or before. It goes away when every
 * token issued before has expired.
 */
export const RevokedSignInEntity = z.object({
  subject: z.enum(['sign_in', 'user']),
  /** ISO 8601. */
  revoked_at: z.string(),
});
export type RevokedSignInEntity = z.infer<typeof RevokedSignInEntity>;

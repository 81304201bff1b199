import { z } from 'zod';
import { isOrigin } from '../lib/origins.ts';
import { Propagation } from '../platform/management/index.ts';
import { KeyEntity, ProjectEntity, Scope } from './entities.ts';

const Uuid = z.uuid();
const Moment = z.iso.datetime({ offset: true });
const Name = z.string().trim().min(1).max(100);
/** A name that stands in addresses and commands; unlike an id, it may change. */
const Slug = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'lower-case letters, digits and dashes');

export const IdParams = z.object({ id: Uuid });

const Owner = z.object({
  kind: z.enum(['user', 'team', 'service']),
  id: z.string().min(1).max(200),
});
const AllowedModels = z
  .array(z.string().min(1).max(300))
  .max(200)
  .nullable()
  .describe(
    '`provider/model`, `provider/*`, or `route:name` for all that a route leads to; null: every model.',
  );
/** As it may be set; what is stored may be older than this check. */
const NewAllowedModels = AllowedModels.unwrap()
  .check(
    z.superRefine((models, context) => {
      for (const [index, model] of models.entries()) {
        if (/^(route:.+|[^/]+\/.+)$/.test(model)) continue;
        const message = 'is none of provider/model, provider/* and route:name';
        context.addIssue({ code: 'custom', path: [index], message });
      }
    }),
  )
  .nullable();

export const Key = z
  .object({
    id: Uuid,
    public_id: z.string().describe('`sbx_<id>`: the part of the key that may be shown.'),
    kind: KeyEntity.shape.kind,
    name: z.string(),
    project_id: Uuid,
    environment_id: Uuid,
    environment: z.string(),
    scopes: z.array(Scope),
    owner: Owner,
    allowed_models: AllowedModels,
    expires_at: z.string().nullable(),
    last_used_at: z
      .string()
      .nullable()
      .describe(
        'When its latest request began; of a management key true to a minute. Null: never.',
      ),
    created_at: z.string(),
    created_by: z.string().nullable(),
    revoked_at: z.string().nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Key' });
export type Key = z.infer<typeof Key>;

export const CreateKey = z.strictObject({
  name: Name,
  kind: KeyEntity.shape.kind.default('gateway'),
  environment: z.string().min(1).max(100).optional().describe('Id or name; else the caller’s.'),
  scopes: z.array(Scope).min(1).max(Scope.options.length).optional(),
  owner: Owner.optional(),
  allowed_models: NewAllowedModels.default(null),
  expires_at: Moment.nullable().default(null),
});
export type CreateKey = z.infer<typeof CreateKey>;

export const CreatedKey = Key.extend({
  key: z.string().describe('The whole key, shown this once: only a hash of it is stored.'),
  ...Propagation.shape,
}).meta({ id: 'CreatedKey' });

export const UpdateKey = z.strictObject({
  name: Name.optional(),
  scopes: z.array(Scope).min(1).max(Scope.options.length).optional(),
  owner: Owner.optional(),
  allowed_models: NewAllowedModels.optional(),
  expires_at: Moment.nullable().optional(),
});
export type UpdateKey = z.infer<typeof UpdateKey>;

export const ChangedKey = Key.extend(Propagation.shape).meta({ id: 'ChangedKey' });

export const KeyFilter = z.object({
  kind: KeyEntity.shape.kind.optional(),
  environment: z.string().max(100).optional().describe('Id or name.'),
  status: z.enum(['active', 'expired', 'revoked', 'all']).default('active'),
});

const OnUnsupported = ProjectEntity.shape.on_unsupported
  .unwrap()
  .describe(
    'What becomes of a call whose provider speaks another protocol that cannot carry all of it: `refuse`: a 400 that names it; `drop`: it is sent without, and `x-signalbox-dropped` names it.',
  );

export const Project = z
  .object({
    id: Uuid,
    organisation_id: Uuid,
    name: z.string(),
    capture: ProjectEntity.shape.capture,
    retention_days: z.number().int(),
    allowed_origins: z.array(z.string()),
    on_unsupported: OnUnsupported,
    created_at: z.string(),
    updated_at: z.string(),
    version: z.number().int(),
  })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof Project>;

const AllowedOrigins = z
  .array(
    z
      .string()
      .max(200)
      .refine(isOrigin, 'is no origin such as https://app.example.com: no path, no wildcard'),
  )
  .max(50)
  .refine((origins) => new Set(origins).size === origins.length, 'names an origin twice')
  .describe('Of web pages whose scripts may call the gateway with the project’s keys.');

const RetentionDays = z.number().int().min(1).max(3650);

export const CreateProject = z.strictObject({
  name: Slug,
  capture: ProjectEntity.shape.capture.default('full'),
  retention_days: RetentionDays.default(30),
  allowed_origins: AllowedOrigins.default([]),
  on_unsupported: OnUnsupported.default('refuse'),
});
export type CreateProject = z.infer<typeof CreateProject>;

export const UpdateProject = z.strictObject({
  name: Slug.optional(),
  capture: ProjectEntity.shape.capture.optional(),
  retention_days: RetentionDays.optional(),
  allowed_origins: AllowedOrigins.optional(),
  on_unsupported: OnUnsupported.optional(),
});
export type UpdateProject = z.infer<typeof UpdateProject>;

export const Environment = z
  .object({ id: Uuid, project_id: Uuid, name: z.string(), created_at: z.string() })
  .meta({ id: 'Environment' });
export type Environment = z.infer<typeof Environment>;

export const CreateEnvironment = z.strictObject({ name: Slug });
export type CreateEnvironment = z.infer<typeof CreateEnvironment>;

export const Organisation = z
  .object({
    id: Uuid,
    name: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
    version: z.number().int(),
  })
  .meta({ id: 'Organisation' });

export const UpdateOrganisation = z.strictObject({ name: Name });

export const AuditEvent = z
  .object({
    id: Uuid,
    at: z.string(),
    actor: z.object({
      kind: z.string(),
      id: z.string().nullable(),
      name: z.string().nullable().describe('Of a person or key, as it is now.'),
    }),
    action: z.string().describe('`key.create`, `provider.update`, …'),
    target: z.object({ kind: z.string(), id: z.string().nullable() }),
    project_id: z.string().nullable(),
    request_id: z.string().nullable(),
    ip: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: 'AuditEvent' });

const Several = z.string().max(2000).optional();

/** Each takes several values with commas between, and has a twin that leaves them out. */
export const AuditFilter = z.object({
  from: Moment.optional(),
  to: Moment.optional(),
  action: Several.describe('`key.create`, `user.sign_in`, …'),
  actor: Several.describe('Ids of keys or people.'),
  target: Several.describe('Ids.'),
  target_kind: Several.describe('`key`, `user`, `provider`, …'),
  not_action: Several,
  not_actor: Several,
  not_target: Several,
  not_target_kind: Several,
});

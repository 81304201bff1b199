import { z } from 'zod';
import { Propagation } from '../../platform/management/index.ts';
import { Scope } from '../entities.ts';
import { Key } from '../schema.ts';
import { Role } from './roles.ts';

const Uuid = z.uuid();
const Email = z.email().max(254).toLowerCase();
const PersonName = z.string().trim().min(1).max(100);
/** Of a one-time link: what follows `#token=`. */
const Token = z.string().max(200);
const NewPassword = z.string().min(12).max(200).describe('12 characters or more.');
/** Whatever is typed into a sign-in form. */
const GivenPassword = z.string().max(1000);
const Content = z
  .boolean()
  .nullable()
  .describe('May see prompts and answers. Null: as the role has it (a viewer may not).');

export const SignIn = z.strictObject({ email: z.string().max(254), password: GivenPassword });
export type SignIn = z.infer<typeof SignIn>;

export const BecomeOwner = z.strictObject({
  token: Token,
  email: Email,
  name: PersonName,
  password: NewPassword,
});

export const AcceptInvitation = z.strictObject({
  token: Token,
  name: PersonName,
  password: NewPassword,
});

export const ChangePassword = z.strictObject({ current: GivenPassword, new: NewPassword });

export const UpdateMe = z.strictObject({ name: PersonName });

export const Me = z
  .object({
    user: z
      .object({ id: Uuid, email: z.string(), name: z.string(), sign_in_id: Uuid })
      .nullable()
      .describe('Null: a key calls.'),
    organisation: z.object({ id: Uuid, name: z.string() }),
    role: Role.nullable().describe('In the organisation. Null: in single projects only, or a key.'),
    csrf_token: z
      .string()
      .nullable()
      .describe('To be sent as `x-csrf-token` with every call but GET. Null: a key calls.'),
    projects: z.array(
      z.object({
        id: Uuid,
        name: z.string(),
        role: Role.nullable(),
        scopes: z.array(Scope),
        retention_days: z
          .number()
          .int()
          .describe('Requests that are older have been deleted: they are not kept.'),
        environments: z.array(z.object({ id: Uuid, name: z.string() })),
      }),
    ),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const Done = z.object({ done: z.literal(true) });

export const SignInShown = z
  .object({
    id: Uuid,
    current: z.boolean().describe('The one that asks.'),
    ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    created_at: z.string(),
    last_seen_at: z.string().describe('True to a minute.'),
    expires_at: z.string(),
  })
  .meta({ id: 'SignIn' });

export const EndedSignIn = z
  .object({ id: Uuid, ended_at: z.string(), ...Propagation.shape })
  .meta({ id: 'EndedSignIn' });

export const ProjectRole = z.strictObject({
  project_id: Uuid,
  role: Role,
  content: Content.default(null),
});
export type ProjectRole = z.infer<typeof ProjectRole>;

/** Else it would be the first or the last that counts. */
const eachOnce = (roles: readonly { readonly project_id: string }[]): boolean =>
  new Set(roles.map(({ project_id }) => project_id)).size === roles.length;
const TWICE = 'names a project twice';

const ShownProjectRole = z.object({
  project_id: Uuid,
  project: z.string(),
  role: Role,
  content: z.boolean().nullable(),
});

export const OneTimeLink = z
  .object({
    link: z
      .string()
      .describe('Shown this once: a path to be resolved against the address of the console.'),
    expires_at: z.string(),
  })
  .meta({ id: 'OneTimeLink' });

export const CreateInvitation = z.strictObject({
  email: Email,
  role: Role.nullable().default(null).describe('In the organisation. Null: in projects only.'),
  content: Content.default(null),
  project_roles: z.array(ProjectRole).max(200).refine(eachOnce, TWICE).default([]),
});

export type CreateInvitation = z.infer<typeof CreateInvitation>;

export const Invitation = z
  .object({
    id: Uuid,
    email: z.string(),
    role: Role.nullable(),
    content: z.boolean().nullable(),
    project_roles: z.array(ShownProjectRole),
    invited_by: z.string().nullable().describe('Name of the person, or id of the key.'),
    status: z.enum(['open', 'expired', 'accepted', 'revoked']),
    created_at: z.string(),
    expires_at: z.string(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;

export const CreatedInvitation = Invitation.extend(OneTimeLink.shape).meta({
  id: 'CreatedInvitation',
});

export const InvitationFilter = z.object({
  status: z.enum(['open', 'all']).default('open'),
});

export const User = z
  .object({
    id: Uuid,
    email: z.string(),
    name: z.string(),
    role: Role.nullable(),
    content: z.boolean().nullable(),
    project_roles: z.array(ShownProjectRole),
    disabled_at: z.string().nullable(),
    last_seen_at: z.string().nullable().describe('Of any sign-in of the last 30 days.'),
    created_at: z.string(),
    version: z.number().int(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;

export const UpdateUser = z.strictObject({
  role: Role.nullable().optional(),
  content: Content.optional(),
  disabled: z.boolean().optional(),
  project_roles: z
    .array(
      z.strictObject({
        project_id: Uuid,
        role: Role.nullable(),
        content: Content.default(null),
      }),
    )
    .max(200)
    .refine(eachOnce, TWICE)
    .optional()
    .describe('The projects to change; others stay. A null role takes the project away.'),
});

export type UpdateUser = z.infer<typeof UpdateUser>;

export const PersonKey = Key.extend({ project: z.string() }).meta({ id: 'PersonKey' });
export type PersonKey = z.infer<typeof PersonKey>;

export const ChangedUser = User.extend({
  changed_keys: z
    .array(PersonKey)
    .describe('Keys of their own that lost scopes or were revoked, since they may do less.'),
  made_keys: z
    .array(PersonKey)
    .describe(
      'Where they may do less: keys that they, or keys of theirs, made for services or others and that work on. Whoever made a key may have kept it.',
    ),
  ...Propagation.shape,
}).meta({ id: 'ChangedUser' });

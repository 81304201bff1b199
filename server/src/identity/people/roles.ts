import { z } from 'zod';
import type { Scope } from '../entities.ts';

/** Lowest first. */
export const ROLES = ['viewer', 'member', 'admin', 'owner'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

const VIEWER: readonly Scope[] = [
  'traces:read',
  'usage:read',
  'models:read',
  'routes:read',
  'providers:read',
  'projects:read',
];
const MEMBER: readonly Scope[] = [...VIEWER, 'inference', 'keys:own'];
const ADMIN: readonly Scope[] = [
  ...MEMBER,
  'keys:read',
  'keys:write',
  'models:write',
  'routes:write',
  'providers:write',
  'projects:write',
  'people:read',
  'people:write',
  'audit:read',
  'system:read',
];
// What sets an owner apart is no scope but what it reaches: the organisation itself, and other owners.
const SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: VIEWER,
  member: MEMBER,
  admin: ADMIN,
  owner: ADMIN,
};

/** What somebody was given in one place, the organisation or a project. */
export interface Grant {
  readonly role: Role | null;
  /** The right to see prompts and answers. Null: as the role has it. */
  readonly content: boolean | null;
}

/** What somebody may do in a project. */
export interface ProjectAccess {
  readonly role: Role;
  readonly content: boolean;
  readonly scopes: ReadonlySet<Scope>;
}

/** How much a role may; higher is more, 0 is nothing. */
export function rankOf(role: Role | null): number {
  return role === null ? 0 : ROLES.indexOf(role) + 1;
}

/**
 * The access that the grants in the organisation and in the project give together: the higher role, and the right to
 * content as the project says, else as the organisation says, else as the role has it. Null: none.
 */
export function accessOf(organisation: Grant, project: Grant | null): ProjectAccess | null {
  const own = project?.role ?? null;
  const role = rankOf(own) > rankOf(organisation.role) ? own : organisation.role;
  if (role === null) return null;
  const content = project?.content ?? organisation.content ?? role !== 'viewer';
  return { role, content, scopes: scopesOf(role, content) };
}

export function scopesOf(role: Role, content: boolean): ReadonlySet<Scope> {
  return new Set(content ? [...SCOPES[role], 'traces:content'] : SCOPES[role]);
}

export function toRole(text: string | null): Role | null {
  return text === null ? null : Role.parse(text);
}

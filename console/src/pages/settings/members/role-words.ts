/** What the roles mean, in a line each, lowest first. */
export const ROLE_WORDS = {
  viewer: 'looks at requests, usage, models and providers',
  member: 'also calls models here, and has keys of their own',
  admin: 'also changes keys, models, providers and people',
  owner: 'also makes projects and other owners',
} as const;

export type Role = keyof typeof ROLE_WORDS;
export const ROLES = Object.keys(ROLE_WORDS) as Role[];

export function isRole(text: string | null): text is Role {
  return text !== null && Object.hasOwn(ROLE_WORDS, text);
}

/** The right to content in words: null is as the role has it. */
export function contentWords(role: Role | null, content: boolean | null): string {
  if (content !== null) return content ? 'metadata and content' : 'metadata only';
  if (role === null) return '';
  return role === 'viewer' ? 'metadata only' : 'metadata and content';
}

import type { z } from 'zod';

/** What is wrong with a body, as every protocol then puts it in its own words. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly kind: 'missing' | 'unknown' | 'type' | 'value';
  /** What would be right, or of a value what is wrong. */
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** The first fault; of the branches of a union, that of the branch which fits best. */
export function faultOf(error: z.ZodError, body: unknown): Fault {
  const [first] = error.issues;
  if (first === undefined) throw new Error('a ZodError without an issue');
  return faultOfIssue(first, [], body);
}

function faultOfIssue(issue: Issue, above: readonly PropertyKey[], body: unknown): Fault {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const best = bestBranch(issue.errors);
    if (best !== undefined) return faultOfIssue(best, path, body);
    return {
      path,
      kind: at(body, path) === undefined ? 'missing' : 'value',
      message: 'no such variant',
    };
  }
  if (issue.code === 'unrecognized_keys') {
    return { path: [...path, issue.keys[0] ?? ''], kind: 'unknown', message: '' };
  }
  if (issue.code === 'invalid_type') {
    const kind = at(body, path) === undefined ? 'missing' : 'type';
    return { path, kind, message: issue.expected };
  }
  if (issue.code === 'invalid_value') {
    const kind = at(body, path) === undefined ? 'missing' : 'value';
    return { path, kind, message: issue.values.map((value) => `'${String(value)}'`).join(', ') };
  }
  return { path, kind: 'value', message: issue.message };
}

/** The branch whose fault lies deepest: the others were not meant. */
function bestBranch(branches: readonly (readonly Issue[])[]): Issue | undefined {
  let best: Issue | undefined;
  for (const [first] of branches) {
    if (first !== undefined && (best === undefined || depth(first) > depth(best))) best = first;
  }
  return best;
}

function depth(issue: Issue): number {
  const inner = issue.code === 'invalid_union' ? bestBranch(issue.errors) : undefined;
  // A member too many speaks for the branch, since all that it asks for is there.
  const bonus = issue.code === 'unrecognized_keys' ? 0.5 : 0;
  return issue.path.length + bonus + (inner === undefined ? 0 : depth(inner));
}

function at(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** `messages[0].content[1].text` */
export function bracketPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, n) =>
      typeof key === 'number' ? `[${key}]` : n === 0 ? String(key) : `.${String(key)}`,
    )
    .join('');
}

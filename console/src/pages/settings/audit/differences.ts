export interface Difference {
  readonly member: string;
  /** Undefined: the member was not there. */
  readonly before: unknown;
  readonly after: unknown;
  readonly changed: boolean;
}

/** Members that change with every write and say nothing. */
const QUIET = new Set(['version', 'updated_at']);

/** Two states of a thing member by member, what changed first. Null stands for "was not there" or "is gone". */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const [old, now] = [members(before), members(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const all = names
    .filter((member) => !QUIET.has(member))
    .map((member) => ({
      member,
      before: old[member],
      after: now[member],
      changed: JSON.stringify(old[member]) !== JSON.stringify(now[member]),
    }));
  return [...all.filter(({ changed }) => changed), ...all.filter(({ changed }) => !changed)];
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

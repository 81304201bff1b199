import { withoutNonFinite } from '../lib/json-non-finite.ts';

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Null where it is not there, or empty. */
export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** What bytes say in JSON, also in the JSON of servers that write `NaN`; undefined where they are none. */
export function parseBytes(bytes: Buffer, start = 0, end = bytes.length): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    const finite = withoutNonFinite(bytes.subarray(start, end));
    if (finite === null) return undefined;
    try {
      return JSON.parse(finite.toString('utf8'));
    } catch {
      return undefined;
    }
  }
}

import { SignalboxError } from '../errors/index.ts';

/** Throws `precondition_failed` unless `ifMatch` (RFC 9110 section 13.1.1; null: not asked) allows this version. */
export function expectVersion(ifMatch: string | null, version: number): void {
  if (ifMatch === null || ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (tags.includes(`"${version}"`)) return;
  throw new SignalboxError(
    'precondition_failed',
    'it was changed since you read it',
    'Read it again, decide anew, and send its new ETag as If-Match.',
    { details: { etag: `"${version}"` } },
  );
}

/** The row, or `not_found`. What belongs to another project is not there for the caller. */
export function found<Row>(row: Row | undefined, what: string): Row {
  if (row !== undefined) return row;
  throw new SignalboxError(
    'not_found',
    `there is no such ${what} that this key may see`,
    'Check the id, and that the key belongs to the same project.',
  );
}

/** Turns a violated unique constraint into `conflict`; everything else passes. */
export async function uniqueOr<T>(
  conflict: { readonly message: string; readonly next: string },
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') {
      throw new SignalboxError('conflict', conflict.message, conflict.next, { cause: error });
    }
    throw error;
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkRecord } from './check-record.ts';
import { commonFields } from './request-rows.ts';
import { isWellFormed } from './well-formed.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const EMPTY = Buffer.alloc(0);

/** The header of an end record as each gateway since the first wrote it: spools may hold any of them. Files are only added. */
it.each(readdirSync(fixtures))('a record of the time of %s is still made a row of', (file) => {
  const header = JSON.parse(readFileSync(join(fixtures, file), 'utf8'));
  const text = Buffer.from(JSON.stringify(header));
  const checked = checkRecord({ id: header.id, header: text, request: EMPTY, response: EMPTY });
  expect(checked.ok).toBe(true);
  if (!checked.ok) return;
  expect(isWellFormed(header)).toBe(true);
  const row = commonFields(checked.end, { startedAtUs: 1, claimedUs: null, expiresAt: 2 } as never);
  const { upstream_code: code } = header;
  if (code === undefined) expect(row).toContain("'upstream_error','',0,");
  else if (code !== null) expect(row).toContain(",'rate_limit_exceeded',429,");
});

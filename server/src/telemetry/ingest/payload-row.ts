import type { Range } from '../../lib/json-ranges.ts';
import type { RequestEnd } from '../record.ts';
import type { RequestRecord } from '../request-record.ts';
import type { BatchContext } from './batch-context.ts';
import { bytes, instant, numberArray, orEmpty, plainArray } from './fields.ts';
import { tenant } from './request-rows.ts';
import type { RowTimes } from './row-times.ts';
import { splitBody } from './split-body.ts';

/** The row of `payloads`; gives the row of each of its messages to `store`, with the key that tells it apart. */
export function payloadRow(
  end: RequestEnd,
  times: RowTimes,
  record: RequestRecord,
  ranges: readonly Range[],
  context: BatchContext,
  store: (key: string, row: () => string) => void,
): string {
  const hasher = ranges.length === 0 ? null : context.hasher(end.project_id);
  const split = splitBody(record.request, hasher === null ? [] : ranges);
  const subject = orEmpty(end.user);
  const hashes: string[] = [];
  if (hasher !== null) {
    const owner = messageOwner(end, times);
    for (const range of ranges) {
      const hash = hasher.hash(record.request, range.start, range.end);
      hashes.push(hash);
      store(`${owner}/${hash}/${times.dayExpiresAt}`, () =>
        [
          end.organisation_id,
          end.project_id,
          times.day,
          subject,
          `'${hash}'`,
          bytes(record.request.subarray(range.start, range.end)),
          times.dayExpiresAt,
        ].join(','),
      );
    }
  }
  return [
    tenant(end),
    end.id,
    instant(times.startedAtUs),
    subject,
    bytes(split.skeleton),
    numberArray(split.offsets),
    plainArray(hashes),
    bytes(record.response),
    times.expiresAt,
  ].join(',');
}

/** As `PAYLOAD_MESSAGES.keySql` has it. */
function messageOwner(end: RequestEnd, times: RowTimes): string {
  const subject = end.user === null ? '' : Buffer.from(end.user).toString('base64');
  return `${end.project_id}/${times.day}/${subject}`;
}

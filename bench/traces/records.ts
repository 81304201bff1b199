import type { RequestEnd } from '../../server/src/telemetry/record.ts';
import type { RequestRecord } from '../../server/src/telemetry/request-record.ts';
import { generateRecords } from '../../server/src/telemetry/testing/generate.ts';

/** As many as a gateway puts into one. */
export const FRAME_RECORDS = 1000;
export const id = (n: number): string => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const PROJECT = id(2);

type Record = RequestRecord & { readonly end: RequestEnd };

/** Requests of one project with twenty keys, by the frame. */
export function* framesBetween(options: {
  readonly seed: number;
  readonly fromUs: number;
  readonly toUs: number;
  readonly count: number;
}): Generator<readonly [Record, ...Record[]]> {
  const records = generateRecords({
    organisationId: id(1),
    projectId: PROJECT,
    environmentId: id(3),
    keyIds: Array.from({ length: 20 }, (_, i) => id(100 + i)),
    ...options,
  });
  for (let first = records.next(); first.done !== true; first = records.next()) {
    const frame: [Record, ...Record[]] = [first.value];
    while (frame.length < FRAME_RECORDS) {
      const next = records.next();
      if (next.done === true) break;
      frame.push(next.value);
    }
    yield frame;
  }
}

import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Blobs } from '../../platform/blobs/index.ts';
import type { JobRun } from '../../platform/jobs/index.ts';
import { ExportInput, ExportResult } from './schema.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' };

/** Sends the segments of a file one after the other. A client that leaves ends it; so does a segment that is gone, by a break. */
export async function sendExport(
  run: JobRun,
  blobs: Blobs,
  response: ServerResponse,
  takeOver: () => void,
): Promise<void> {
  const { bytes, segments } = ExportResult.parse(run.result);
  const { format, filter } = ExportInput.parse(run.input);
  const [first, ...rest] = segments;
  if (first === undefined) throw new Error(`export ${run.id} has succeeded without a segment`);
  // Where the file is gone, this still becomes an error answer.
  const opened = await blobs.read(first);
  takeOver();
  if (response.destroyed) {
    opened.destroy();
    return;
  }
  const day = (time: string): string => time.slice(0, 10);
  response.writeHead(200, {
    'content-type': TYPES[format],
    'content-length': bytes,
    'content-disposition': `attachment; filename="requests-${day(filter.from)}-${day(filter.to)}.${format}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  async function* all(): AsyncGenerator<Buffer> {
    yield* opened;
    for (const key of rest) yield* await blobs.read(key);
  }
  await pipeline(Readable.from(all(), { objectMode: false }), response).catch(() => {
    response.destroy();
  });
}

import type { z } from 'zod';
import { type LinkCall, readLinkBody } from '../platform/link/index.ts';

const MAX_QUERY_BYTES = 1 << 20;

/** The JSON body of a link call. It comes from another role of this version: what does not fit is a bug and surfaces. */
export async function question<T>(call: LinkCall, schema: z.ZodType<T>): Promise<T> {
  const body = await readLinkBody(call.request, MAX_QUERY_BYTES);
  return schema.parse(JSON.parse(body.toString('utf8')));
}

export function answer(call: LinkCall, value: unknown): void {
  call.response.writeHead(200, { 'content-type': 'application/json' });
  call.response.end(JSON.stringify(value));
}

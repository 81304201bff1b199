import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyReply, FastifyRequest } from 'fastify';

const zip = promisify(gzip);
/** Below it the answer fits one packet, compressed or not. */
const MIN_LENGTH = 1024;
const LEVEL = { level: constants.Z_BEST_SPEED };

/**
 * An `onSend` hook: gzips the JSON of a 200, off the main thread, for whoever takes it. What has an ETag goes as it is: a
 * strong one names these very bytes, and If-Match has to name the same.
 */
export async function compressJson(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  if (typeof payload !== 'string' || payload.length < MIN_LENGTH) return payload;
  if (reply.statusCode !== 200 || reply.hasHeader('etag')) return payload;
  reply.header('vary', 'Accept-Encoding');
  const accepted = request.headers['accept-encoding'] ?? '';
  if (negotiate(accepted, ['gzip', 'identity']) !== 'gzip') return payload;
  const zipped = await zip(payload, LEVEL);
  reply.header('content-encoding', 'gzip');
  return zipped;
}

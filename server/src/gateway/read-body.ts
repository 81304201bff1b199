import { SignalboxError } from '../platform/errors/index.ts';
import type { InboundRequest } from './inbound-request.ts';

const EMPTY = Buffer.alloc(0);

export function tooLarge(maxBytes: number): SignalboxError {
  return new SignalboxError(
    'body_too_large',
    `the request body is larger than ${maxBytes} bytes`,
    'Send less, or allow more with SIGNALBOX_MAX_BODY_BYTES.',
  );
}

/**
 * The whole body; null where the client leaves, or is cut off, before its end. Rejects with `body_too_large` as soon as it is
 * larger than `maxBytes`.
 */
export function readBody(
  { request, response, interruption }: InboundRequest,
  maxBytes: number,
): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    let first: Buffer = EMPTY;
    let more: Buffer[] | null = null;
    let size = 0;
    const stop = (): void => {
      interruption.release();
      request.off('data', onData);
      request.off('end', onEnd);
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) {
        stop();
        reject(tooLarge(maxBytes));
      } else if (size === chunk.length) {
        first = chunk;
      } else {
        more ??= [first];
        more.push(chunk);
      }
    };
    const onEnd = (): void => {
      interruption.release();
      resolve(more === null ? first : Buffer.concat(more, size));
    };
    request.on('data', onData);
    request.on('end', onEnd);
    interruption.listen({
      clientLeft: () => {
        stop();
        resolve(null);
      },
      // Nothing was asked yet that could be answered.
      interrupt: () => response.destroy(),
    });
  });
}

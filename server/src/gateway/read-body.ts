import type { IncomingMessage } from 'node:http';
import { SignalboxError } from '../platform/errors/index.ts';

const EMPTY = Buffer.alloc(0);

export function tooLarge(maxBytes: number): SignalboxError {
  return new SignalboxError(
    'body_too_large',
    `the request body is larger than ${maxBytes} bytes`,
    'Send less, or allow more with SIGNALBOX_MAX_BODY_BYTES.',
  );
}

/**
 * The whole body, given to `done`; `failed` as soon as it is larger than `maxBytes`. Neither is called when the client leaves
 * before the end: the response's `close` tells that.
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  done: (body: Buffer) => void,
  failed: (error: SignalboxError) => void,
): void {
  let first: Buffer = EMPTY;
  let more: Buffer[] | null = null;
  let size = 0;
  const onData = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > maxBytes) {
      request.off('data', onData);
      request.off('end', onEnd);
      failed(tooLarge(maxBytes));
    } else if (size === chunk.length) {
      first = chunk;
    } else {
      more ??= [first];
      more.push(chunk);
    }
  };
  const onEnd = (): void => done(more === null ? first : Buffer.concat(more, size));
  request.on('data', onData);
  request.on('end', onEnd);
}

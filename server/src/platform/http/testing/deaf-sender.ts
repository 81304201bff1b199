import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Sending {
  readonly port: number;
  /** The request line and headers that matter; `content-length` or chunks are added. */
  readonly head: string;
  readonly bytes: number;
  readonly chunked: boolean;
  /** Between one twentieth of the body and the next. */
  readonly pauseMs: number;
}

/**
 * What a client hears that sends its whole body before it reads a byte, as many do. Rejects where the connection is reset
 * before or after the body is through.
 */
export async function deafSender({
  port,
  head,
  bytes,
  chunked,
  pauseMs,
}: Sending): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.pause();
  const failed = new Promise<never>((_, reject) => socket.once('error', reject));
  failed.catch(() => undefined);
  const write = (data: Buffer | string): Promise<void> =>
    Promise.race([
      failed,
      new Promise<void>((resolve, reject) =>
        socket.write(data, (error) => (error == null ? resolve() : reject(error))),
      ),
    ]);
  try {
    const form = chunked ? 'transfer-encoding: chunked' : `content-length: ${bytes}`;
    await write(`${head}host: 127.0.0.1\r\ncontent-type: application/json\r\n${form}\r\n\r\n`);
    const part = Buffer.alloc(bytes / 20, 'x');
    for (let i = 0; i < 20; i++) {
      if (chunked) await write(`${part.length.toString(16)}\r\n`);
      await write(part);
      if (chunked) await write('\r\n');
      if (pauseMs > 0) await sleep(pauseMs);
    }
    if (chunked) await write('0\r\n\r\n');
    let answer = '';
    for await (const data of socket) answer += String(data);
    return answer;
  } finally {
    socket.destroy();
  }
}

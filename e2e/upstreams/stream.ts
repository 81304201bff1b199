import type { Call } from './call.ts';
import type { Answer } from './scene/script.ts';

/** One event of a stream; a piece is one that carries some of the answer. */
export interface Frame {
  readonly text: string;
  readonly piece: boolean;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const PIECES_BEFORE_A_BREAK = 3;

/** Sends the events of an answer, as fast and as whole as its script says; `errorFrame` is what its breaking off looks like. */
export async function play(
  call: Call,
  frames: Iterable<Frame>,
  script: Pick<Answer, 'pauseMs' | 'breaks' | 'bytesAtATime'>,
  errorFrame: () => string,
): Promise<void> {
  let sent = 0;
  for (const { text, piece } of frames) {
    if (call.left) return;
    await send(call, text, script.bytesAtATime);
    if (!piece) continue;
    sent++;
    if (script.pauseMs > 0) await pause(script.pauseMs);
    if (script.breaks === null || sent < PIECES_BEFORE_A_BREAK) continue;
    if (script.breaks === 'error') {
      call.write(Buffer.from(errorFrame()));
      return call.end();
    }
    // What was written must have left before the connection does.
    await pause(50);
    return call.cut();
  }
  call.end();
}

async function send(call: Call, text: string, bytesAtATime: number | null): Promise<void> {
  const bytes = Buffer.from(text);
  if (bytesAtATime === null) return call.write(bytes);
  for (let at = 0; at < bytes.length; at += bytesAtATime) {
    call.write(bytes.subarray(at, at + bytesAtATime));
    if (at % 60 === 0) await pause(1);
  }
}

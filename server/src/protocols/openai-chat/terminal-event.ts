import { firstLine } from '../sse/lines.ts';

const SPACE = 0x20;
const DATA = Buffer.from('data:');
const DONE = Buffer.from('[DONE]');

/** Whether an event's data ends the stream, as OpenAI's clients see it: whatever follows `[DONE]` does not count. */
export function isTerminal(bytes: Buffer, start: number, end: number): boolean {
  if (end - start < DONE.length || bytes[start] !== DONE[0]) return false;
  return bytes.compare(DONE, 0, DONE.length, start, start + DONE.length) === 0;
}

/** As `SseDialect` has it. */
export function terminalLineAt(bytes: Buffer, from: number, inLine: boolean): number {
  return firstLine(bytes, from, inLine, mayBeTerminal);
}

function mayBeTerminal(bytes: Buffer, lineStart: number): boolean {
  let at = matches(bytes, lineStart, DATA);
  if (at === -1) return false;
  if (bytes[at] === SPACE) at++;
  return matches(bytes, at, DONE) !== -1;
}

/** The offset behind `word`, or the end of the bytes where they end within it; -1 where they differ from it. */
function matches(bytes: Buffer, at: number, word: Buffer): number {
  for (let i = 0; i < word.length; i++) {
    if (at + i >= bytes.length) return bytes.length;
    if (bytes[at + i] !== word[i]) return -1;
  }
  return at + word.length;
}

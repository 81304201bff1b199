const SPACE = 0x20;
const DATA = Buffer.from('data:');
const DONE = Buffer.from('[DONE]');

/** Whether an event's data ends the stream, as OpenAI's clients see it: whatever follows `[DONE]` does not count. */
export function isTerminal(bytes: Buffer, start: number, end: number): boolean {
  if (end - start < DONE.length || bytes[start] !== DONE[0]) return false;
  return bytes.compare(DONE, 0, DONE.length, start, start + DONE.length) === 0;
}

/**
 * The offset of the first line that is, or may yet become, the line of the terminal event; `bytes.length` where none
 * can. `inLine`: the bytes begin in the middle of a line that is not.
 */
export function terminalLineAt(bytes: Buffer, from: number, inLine: boolean): number {
  let lineStart = inLine ? nextLine(bytes, from) : from;
  while (lineStart < bytes.length) {
    if (mayBeTerminal(bytes, lineStart)) return lineStart;
    lineStart = nextLine(bytes, lineStart);
  }
  return bytes.length;
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

function nextLine(bytes: Buffer, from: number): number {
  const lf = bytes.indexOf(0x0a, from);
  const cr = bytes.indexOf(0x0d, from);
  if (lf === -1 && cr === -1) return bytes.length;
  return (lf === -1 || (cr !== -1 && cr < lf) ? cr : lf) + 1;
}

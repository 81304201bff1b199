import { firstLine } from '../sse/lines.ts';

const SPACE = 0x20;
const EVENT_FIELD = Buffer.from('event:');
const DATA_FIELD = Buffer.from('data:');
/** How data begins that says at once of which type it is, without the spaces that JSON may have between its tokens. */
const TYPE_FIRST = Buffer.from('{"type":"');
const TERMINAL = ['completed', 'incomplete', 'failed', 'cancelled'].map((end) => `response.${end}`);
const TERMINAL_BYTES = TERMINAL.map((type) => Buffer.from(type));

export function isTerminalType(type: string): boolean {
  return TERMINAL.includes(type);
}

/**
 * The offset of the first line that is, or may yet become, one of the terminal event; `bytes.length` where none can. `inLine`: the
 * bytes begin in the middle of a line that is not. Of a line of data that does not begin with its type, and that no line with the
 * event's name stands before, that cannot be told before it ends.
 */
export function terminalLineAt(bytes: Buffer, from: number, inLine: boolean): number {
  let named = false;
  return firstLine(bytes, from, inLine, (_bytes, lineStart) => {
    const line = kindOfLine(bytes, lineStart);
    if (line === 'named') named = true;
    return line === 'terminal' || (line === 'untold' && !named);
  });
}

/** `named`: the name of another event. `untold`: data of which that is not said. */
function kindOfLine(bytes: Buffer, at: number): 'terminal' | 'named' | 'untold' | 'other' {
  const event = valueBehind(bytes, at, EVENT_FIELD);
  if (event !== -1) return mayBeTerminal(bytes, event) ? 'terminal' : 'named';
  const data = valueBehind(bytes, at, DATA_FIELD);
  if (data === -1) return 'other';
  const type = tokensEnd(bytes, data, TYPE_FIRST);
  if (type === -1) return 'untold';
  return mayBeTerminal(bytes, type) ? 'terminal' : 'other';
}

/** Where the value of a line with this field begins, or the end of the bytes that end within the field; -1: it has another one. */
function valueBehind(bytes: Buffer, at: number, field: Buffer): number {
  for (let i = 0; i < field.length; i++) {
    if (at + i >= bytes.length) return bytes.length;
    if (bytes[at + i] !== field[i]) return -1;
  }
  const value = at + field.length;
  return bytes[value] === SPACE ? value + 1 : value;
}

/** As `valueBehind`, with spaces between the tokens. */
function tokensEnd(bytes: Buffer, at: number, tokens: Buffer): number {
  let i = at;
  for (const byte of tokens) {
    while (bytes[i] === SPACE) i++;
    if (i >= bytes.length) return bytes.length;
    if (bytes[i++] !== byte) return -1;
  }
  return i;
}

function mayBeTerminal(bytes: Buffer, at: number): boolean {
  return TERMINAL_BYTES.some((type) => {
    for (let i = 0; i < type.length; i++) {
      if (at + i >= bytes.length) return true;
      if (bytes[at + i] !== type[i]) return false;
    }
    return true;
  });
}

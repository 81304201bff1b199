import { firstLine } from '../sse/lines.ts';

const SPACE = 0x20;
const EVENT_FIELD = Buffer.from('event:');
const DATA_FIELD = Buffer.from('data:');
const MESSAGE_STOP = Buffer.from('message_stop');
/** How data that ends a stream begins, without the spaces that JSON may have between its tokens. */
const STOP_DATA = Buffer.from('{"type":"message_stop"');

/** The first line of what is, or may yet become, the event `message_stop`, as `SseDialect` has it. */
export function terminalLineAt(bytes: Buffer, from: number, inLine: boolean): number {
  return firstLine(bytes, from, inLine, mayBeTerminal);
}

function mayBeTerminal(bytes: Buffer, lineStart: number): boolean {
  return (
    begins(bytes, lineStart, EVENT_FIELD, MESSAGE_STOP) ||
    begins(bytes, lineStart, DATA_FIELD, STOP_DATA)
  );
}

/** Whether bytes have the field and a value that begins so, as far as they go. */
function begins(bytes: Buffer, at: number, field: Buffer, value: Buffer): boolean {
  let i = at;
  for (const byte of field) {
    if (i >= bytes.length) return true;
    if (bytes[i++] !== byte) return false;
  }
  for (const byte of value) {
    while (bytes[i] === SPACE) i++;
    if (i >= bytes.length) return true;
    if (bytes[i++] !== byte) return false;
  }
  return true;
}

const SPACE = 0x20;
const EVENT_FIELD = Buffer.from('event:');
const DATA_FIELD = Buffer.from('data:');
const MESSAGE_STOP = Buffer.from('message_stop');
/** How data that ends a stream begins, without the spaces that JSON may have between its tokens. */
const STOP_DATA = Buffer.from('{"type":"message_stop"');

/**
 * The offset of the first line that is, or may yet become, one of the event `message_stop`; `bytes.length` where none can.
 * `inLine`: the bytes begin in the middle of a line that is not.
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

function nextLine(bytes: Buffer, from: number): number {
  const lf = bytes.indexOf(0x0a, from);
  const cr = bytes.indexOf(0x0d, from);
  if (lf === -1 && cr === -1) return bytes.length;
  return (lf === -1 || (cr !== -1 && cr < lf) ? cr : lf) + 1;
}

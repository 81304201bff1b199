/**
 * The offset of the first line that is, or may yet become, one of those that are asked for; `bytes.length` where none can.
 * `inLine`: the bytes begin in the middle of a line that is not.
 */
export function firstLine(
  bytes: Buffer,
  from: number,
  inLine: boolean,
  mayBe: (bytes: Buffer, lineStart: number) => boolean,
): number {
  let lineStart = inLine ? nextLine(bytes, from) : from;
  while (lineStart < bytes.length) {
    if (mayBe(bytes, lineStart)) return lineStart;
    lineStart = nextLine(bytes, lineStart);
  }
  return bytes.length;
}

function nextLine(bytes: Buffer, from: number): number {
  const lf = bytes.indexOf(0x0a, from);
  const cr = bytes.indexOf(0x0d, from);
  if (lf === -1 && cr === -1) return bytes.length;
  return (lf === -1 || (cr !== -1 && cr < lf) ? cr : lf) + 1;
}

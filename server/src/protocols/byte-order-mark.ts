/** Bytes of the mark with which a text in UTF-8 may begin: three, or none. */
export function bomLength(bytes: Buffer): 0 | 3 {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

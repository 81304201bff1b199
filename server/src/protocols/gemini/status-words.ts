/** Google's words for what an HTTP status means (google.rpc.Code); of two of one status, the first is written. */
const WORDS: readonly (readonly [status: number, word: string])[] = [
  [400, 'INVALID_ARGUMENT'],
  [400, 'FAILED_PRECONDITION'],
  [400, 'OUT_OF_RANGE'],
  [401, 'UNAUTHENTICATED'],
  [403, 'PERMISSION_DENIED'],
  [404, 'NOT_FOUND'],
  [409, 'ABORTED'],
  [409, 'ALREADY_EXISTS'],
  [429, 'RESOURCE_EXHAUSTED'],
  [499, 'CANCELLED'],
  [500, 'INTERNAL'],
  [500, 'UNKNOWN'],
  [500, 'DATA_LOSS'],
  [501, 'UNIMPLEMENTED'],
  [503, 'UNAVAILABLE'],
  [504, 'DEADLINE_EXCEEDED'],
];

export function statusWord(status: number): string {
  const known = WORDS.find(([number]) => number === status)?.[1];
  return known ?? (status < 500 ? 'INVALID_ARGUMENT' : 'UNAVAILABLE');
}

/** Undefined: it is none of Google's words. */
export function statusNumber(word: string): number | undefined {
  return WORDS.find(([, known]) => known === word)?.[0];
}

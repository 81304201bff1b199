import { elementsOf, findMember, type Range } from './json-ranges.ts';

/** A body without its messages: message i belongs at byte `offsets[i]` of the skeleton. */
export interface SplitBody {
  readonly skeleton: Buffer;
  readonly offsets: readonly number[];
}

/** Where the messages of a chat request stand in its body. */
export function messageRanges(body: Buffer): Range[] {
  const messages = findMember(body, 'messages');
  return messages === null ? [] : elementsOf(body, messages);
}

export function splitBody(body: Buffer, ranges: readonly Range[]): SplitBody {
  if (ranges.length === 0) return { skeleton: body, offsets: [] };
  const skeleton = Buffer.allocUnsafe(
    ranges.reduce((left, { start, end }) => left - (end - start), body.length),
  );
  const offsets: number[] = [];
  let at = 0;
  let from = 0;
  for (const { start, end } of ranges) {
    at += body.copy(skeleton, at, from, start);
    offsets.push(at);
    from = end;
  }
  body.copy(skeleton, at, from);
  return { skeleton, offsets };
}

/** The inverse of `splitBody`, byte for byte. */
export function joinBody(split: SplitBody, messages: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  split.offsets.forEach((offset, i) => {
    parts.push(split.skeleton.subarray(from, offset), messages[i] ?? Buffer.alloc(0));
    from = offset;
  });
  parts.push(split.skeleton.subarray(from));
  return Buffer.concat(parts);
}

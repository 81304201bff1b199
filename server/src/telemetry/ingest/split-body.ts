import { elementsOf, findMember, findMembers, type Range } from '../../lib/json-ranges.ts';

/** A body without its messages: message i belongs at byte `offsets[i]` of the skeleton. */
export interface SplitBody {
  readonly skeleton: Buffer;
  readonly offsets: readonly number[];
}

export interface RepeatedRanges {
  /** Turns of the conversation, and whatever else comes again (instructions, tools), in the order of the body. */
  readonly all: readonly Range[];
  readonly turns: readonly Range[];
}

const OPEN_BRACKET = 0x5b;
/** What is shorter than this and no turn is not worth a row of its own. */
const SHORTEST_BESIDE = 256;

/** Where in a request there stands what its protocol repeats from one to the next (`Protocol.repeated`). */
export function repeatedRanges(body: Buffer, repeated: readonly string[]): RepeatedRanges {
  const [first] = repeated;
  if (first !== undefined && repeated.length === 1) {
    const only = findMember(body, first);
    const all = only === null ? [] : partsOf(body, only);
    return { all, turns: all };
  }
  const [conversation, ...beside] = findMembers(body, repeated);
  const turns = conversation === undefined ? [] : partsOf(body, conversation);
  const others = beside.flatMap((member) =>
    member === undefined ? [] : partsOf(body, member).filter(isWorthIt),
  );
  if (others.length > 0) {
    return { all: [...turns, ...others].sort((a, b) => a.start - b.start), turns };
  }
  return { all: turns, turns };
}

/** Each element of an array; else all of it. */
function partsOf(body: Buffer, member: Range): Range[] {
  return body[member.start] === OPEN_BRACKET ? elementsOf(body, member) : [member];
}

function isWorthIt({ start, end }: Range): boolean {
  return end - start >= SHORTEST_BESIDE;
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

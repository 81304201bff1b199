import { applySplices, type Splice } from '../lib/json-scan-splice.ts';

/** Offsets of a value in a body; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Replaces the bytes of a range; where that is empty, what is inserted goes before the byte at `start`. */
export type Edit = Splice;

/**
 * All edits of a body at once, in one copy; without any, `bytes` itself. They may come in any order, from steps that do not
 * know of each other: of two for the same range the later one holds, what lies within a range that another edit replaces goes
 * with it, and insertions at one place keep their order. Throws where ranges cross, which those of JSON values never do.
 */
export function applyEdits(bytes: Buffer, edits: readonly Edit[]): Buffer {
  return applySplices(bytes, edits.length < 2 ? edits : inOrder(edits));
}

/** By their places, without those that another one hides. */
function inOrder(edits: readonly Edit[]): readonly Edit[] {
  // Sorting keeps the order of equals; of two that begin together the one that holds the other comes first.
  const sorted = [...edits].sort((a, b) => a.start - b.start || rank(a) - rank(b) || b.end - a.end);
  const kept: Edit[] = [];
  let last: Edit | null = null;
  for (const edit of sorted) {
    if (last === null || edit.start >= last.end) kept.push(edit);
    else if (edit.start === last.start && edit.end === last.end) kept[kept.length - 1] = edit;
    else if (edit.end > last.end) throw new Error('edits of a body cross each other');
    else continue;
    last = edit;
  }
  return kept;
}

/** What is inserted before a value stands before what replaces it. */
function rank({ start, end }: Range): 0 | 1 {
  return start === end ? 0 : 1;
}

import { skipValue, type VisitMember } from '../../lib/json-scan.ts';
import { isPlain, isPlainName, readShortString } from '../../lib/json-scan-name.ts';
import type { Range } from '../edits.ts';
import { duplicated, foldName, otherCase } from '../member-name.ts';

/** Google takes every member by two names, `maxOutputTokens` and `max_output_tokens` (the JSON form of protocol buffers). */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

interface Spelling {
  /** The member, as we name it. */
  readonly name: string;
  readonly text: string;
  readonly folded: string;
  readonly bytes: Buffer;
}

/** Members that are interpreted, by both of their names. */
export interface InterpretedNames {
  readonly spellings: readonly Spelling[];
  readonly longest: number;
}

export function namesOf(...names: readonly string[]): InterpretedNames {
  const spellings = names.flatMap((name) =>
    [...new Set([name, snakeCase(name)])].map((text) => {
      return { name, text, folded: foldName(text), bytes: Buffer.from(text) };
    }),
  );
  return { spellings, longest: Math.max(...spellings.map(({ text }) => text.length)) };
}

/**
 * Keeps the range of each member in `names`, and refuses one that comes again, by the same name or by the other one, and one
 * whose name differs in case only. `within`: the member in which they stand, with a dot, or nothing.
 */
export function collectMembers(
  body: Buffer,
  names: InterpretedNames,
  within: string,
  found: Map<string, Range>,
  other?: (nameStart: number, nameEnd: number, start: number, end: number) => void,
): VisitMember {
  return (nameStart, nameEnd, start) => {
    const end = skipValue(body, start);
    const known = identify(body, nameStart, nameEnd, names);
    if (known === null) {
      other?.(nameStart, nameEnd, start, end);
      return end;
    }
    const { name, spelled, exact } = known;
    if (found.has(name)) throw duplicated(name, within);
    if (!exact) throw otherCase(spelled, name, within);
    found.set(name, { start, end });
    return end;
  };
}

function identify(
  body: Buffer,
  nameStart: number,
  nameEnd: number,
  { spellings, longest }: InterpretedNames,
): { readonly name: string; readonly spelled: string; readonly exact: boolean } | null {
  const length = nameEnd - nameStart - 2;
  let mayBe = false;
  for (const { name, text, bytes } of spellings) {
    if (length !== bytes.length) continue;
    if (isPlainName(body, nameStart, nameEnd, bytes)) return { name, spelled: text, exact: true };
    mayBe = true;
  }
  if (!mayBe && isPlain(body, nameStart, nameEnd)) return null;
  const spelled = readShortString(body, nameStart, nameEnd, longest);
  if (spelled === null) return null;
  const folded = foldName(spelled);
  const like = spellings.filter((spelling) => spelling.folded === folded);
  const exact = like.find(({ text }) => text === spelled);
  const [first] = like;
  if (first === undefined) return null;
  return { name: (exact ?? first).name, spelled, exact: exact !== undefined };
}

import { JsonScanError, skipValue, type VisitMember } from '../lib/json-scan.ts';
import { findPlainName, isPlain, readShortString } from '../lib/json-scan-name.ts';
import type { Range } from './edits.ts';
import { duplicated, foldName, otherCase } from './member-name.ts';
import { RequestFault } from './request-fault.ts';

const LONGEST_MODEL = 512;

/** Names of members that are interpreted, and so may occur once only. */
export interface Names {
  readonly texts: readonly string[];
  readonly bytes: readonly Buffer[];
  readonly lengths: ReadonlySet<number>;
  readonly longest: number;
}

export function namesOf(...texts: readonly string[]): Names {
  const lengths = texts.map((text) => text.length);
  return {
    texts,
    bytes: texts.map((text) => Buffer.from(text)),
    lengths: new Set(lengths),
    longest: Math.max(...lengths),
  };
}

/**
 * Keeps the range of each member in `names`, and refuses one that comes again or in another case; `within`: the member in which
 * they stand, with a dot, or nothing.
 */
export function collector(
  body: Buffer,
  names: Names,
  within: string,
  found: Map<string, Range>,
  other: (nameStart: number, nameEnd: number, start: number, end: number) => void = ignore,
): VisitMember {
  return (nameStart, nameEnd, start) => {
    const end = skipValue(body, start);
    const spelled = spellingIn(body, nameStart, nameEnd, names);
    if (spelled === null) {
      other(nameStart, nameEnd, start, end);
      return end;
    }
    const name = names.texts.includes(spelled) ? spelled : foldName(spelled);
    if (found.has(name)) throw duplicated(name, within);
    if (name !== spelled) throw otherCase(spelled, name, within);
    found.set(name, { start, end });
    return end;
  };
}

function ignore(): void {}

/** The name at `nameStart`..`nameEnd` as spelled, escapes decoded, where it is one of `names` in any spelling or case; else null. */
function spellingIn(body: Buffer, nameStart: number, nameEnd: number, names: Names): string | null {
  const exact = names.texts[findPlainName(body, nameStart, nameEnd, names.bytes)];
  if (exact !== undefined) return exact;
  if (!names.lengths.has(nameEnd - nameStart - 2) && isPlain(body, nameStart, nameEnd)) return null;
  const spelled = readShortString(body, nameStart, nameEnd, names.longest);
  return spelled !== null && names.texts.includes(foldName(spelled)) ? spelled : null;
}

/** The member "model" of a body that has to name one. */
export function readModel(body: Buffer, range: Range | undefined): string {
  const name =
    range !== undefined && body[range.start] === 0x22
      ? readShortString(body, range.start, range.end, LONGEST_MODEL)
      : null;
  if (name === null || name === '') {
    throw invalid(
      range === undefined ? 'the body names no model' : 'the member "model" is not a model\'s name',
      'Set "model" to "provider/model", for example "local/smollm2-135m".',
      'model',
    );
  }
  return name;
}

/** A boolean; null and absence are false. */
export function readFlag(body: Buffer, range: Range | undefined, param: string): boolean {
  if (range === undefined) return false;
  const first = body[range.start];
  if (first === 0x74) return true;
  if (first === 0x66 || first === 0x6e) return false;
  throw invalid(`the member "${param}" is neither true nor false`, 'Send true or false.', param);
}

/** A whole number above zero; null where it is anything else, of which the provider will complain. */
export function readCount(body: Buffer, range: Range | undefined): number | null {
  if (range === undefined || range.end - range.start > 16) return null;
  const value = Number(body.toString('latin1', range.start, range.end));
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

/** What a walk over a body threw, as the caller's fault where it is that. */
export function scanFault(error: unknown): unknown {
  if (!(error instanceof JsonScanError)) return error;
  return invalid(`the body is not a JSON object: ${error.message}`, 'Send a JSON object.', null);
}

export function invalid(message: string, next: string, param: string | null): RequestFault {
  return new RequestFault('request_invalid', message, next, param);
}

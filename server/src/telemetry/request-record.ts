import type { RecordPart, SpoolRecord } from '../platform/spool/record.ts';

/** What a call to the gateway leaves in the spool: the kind of its record, and the roles of its parts. */
export const REQUEST_KIND = 'request';
const HEADER = 'header';
const REQUEST = 'request';
const RESPONSE = 'response';
const ROLES: ReadonlySet<string> = new Set([HEADER, REQUEST, RESPONSE]);

const EMPTY = Buffer.alloc(0);

/** A request's record taken apart. Header and bodies are the gateway's bytes, untouched. */
export interface RequestRecord {
  /** UUIDv7 as text. */
  readonly id: string;
  /** JSON of a `RequestBegin` or a `RequestEnd`. */
  readonly header: Buffer;
  /** Empty where it is not kept. */
  readonly request: Buffer;
  readonly response: Buffer;
}

/** The record of a request that begins, or that ends without its bodies being kept. */
export function headerRecord(id: string, header: Buffer): SpoolRecord {
  return { id, kind: REQUEST_KIND, parts: [{ role: HEADER, bytes: header }] };
}

/** The record of a request that ends. */
export function requestRecord({ id, header, request, response }: RequestRecord): SpoolRecord {
  const parts = [
    { role: HEADER, bytes: header },
    { role: REQUEST, bytes: request },
    { role: RESPONSE, bytes: response },
  ];
  return { id, kind: REQUEST_KIND, parts };
}

export function readRequestRecord({ id, parts }: SpoolRecord): RequestRecord {
  return {
    id,
    header: partOf(parts, HEADER),
    request: partOf(parts, REQUEST),
    response: partOf(parts, RESPONSE),
  };
}

/** Why this build cannot make all of a record into rows, since a later one wrote it; null where it can. */
export function unknownIn({ kind, parts }: SpoolRecord): string | null {
  if (kind !== REQUEST_KIND) return `this version knows no records of the kind ${kind}`;
  const unknown = parts.find(({ role }) => !ROLES.has(role));
  return unknown === undefined ? null : `this version knows no part ${unknown.role} of a request`;
}

function partOf(parts: readonly RecordPart[], role: string): Buffer {
  for (const part of parts) if (part.role === role) return part.bytes;
  return EMPTY;
}

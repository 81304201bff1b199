import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { SignalboxError } from '../platform/errors/index.ts';
import { refuseOddText } from '../platform/http/index.ts';
import type { StatedAttributes } from '../protocols/index.ts';
import type { Capture } from '../telemetry/index.ts';
import { bodyAttributes, type ClientAttributes, headerAttributes } from './client-attributes.ts';

/** What the caller says about its request, for finding it again. */
export interface RequestAttributes {
  readonly user: string | null;
  readonly session: string | null;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
  /** How much is kept: the project's setting, or less where the request asks for less. */
  readonly capture: Capture;
}

const LONGEST_ID = 256;
const MOST_TAGS = 32;
const LONGEST_TAG = 128;
/** What is not a text is kept as its JSON. */
const MetadataValue = z
  .unknown()
  .transform((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  .pipe(z.string().max(1024));
const Metadata = z
  .record(z.string().min(1).max(64), MetadataValue)
  .refine((metadata) => Object.keys(metadata).length <= 32, 'more than 32 members');

export const NO_TAGS: readonly string[] = [];
export const NO_METADATA: Readonly<Record<string, string>> = {};
const LEVELS: readonly Capture[] = ['off', 'metadata', 'full'];

export function noAttributes(capture: Capture): RequestAttributes {
  return { user: null, session: null, tags: NO_TAGS, metadata: NO_METADATA, capture };
}

/** Reads the `x-signalbox-*` headers of a request. Throws `request_invalid` naming the header at fault. */
export function readAttributes(
  headers: IncomingHttpHeaders,
  projectCapture: Capture,
): RequestAttributes {
  const capture = lower(projectCapture, text(headers, 'x-signalbox-capture'));
  const user = identifier(headers, 'x-signalbox-user');
  const session = identifier(headers, 'x-signalbox-session');
  const tags = readTags(text(headers, 'x-signalbox-tags'));
  const metadata = readMetadata(text(headers, 'x-signalbox-metadata'));
  // With capture off, nothing of what the caller said is kept; the row holds tokens, times and cost only.
  if (capture === 'off') return noAttributes(capture);
  return withMore({ user, session, tags, metadata, capture }, headerAttributes(headers));
}

/** With what the body itself says, where no header says otherwise. */
export function withStated(
  attributes: RequestAttributes,
  stated: StatedAttributes,
): RequestAttributes {
  return attributes.capture === 'off' ? attributes : withMore(attributes, bodyAttributes(stated));
}

/** What is known counts before what is said elsewhere. */
function withMore(known: RequestAttributes, more: ClientAttributes | null): RequestAttributes {
  if (more === null) return known;
  return {
    ...known,
    user: known.user ?? more.user,
    session: known.session ?? more.session,
    tags: [...new Set([...known.tags, ...more.tags])].slice(0, MOST_TAGS),
    metadata: { ...more.metadata, ...known.metadata },
  };
}

function lower(project: Capture, asked: string | null): Capture {
  if (asked === null) return project;
  const level = LEVELS.indexOf(asked as Capture);
  if (level === -1) throw invalid('x-signalbox-capture', 'is none of full, metadata and off');
  return level < LEVELS.indexOf(project) ? (asked as Capture) : project;
}

function identifier(headers: IncomingHttpHeaders, name: string): string | null {
  const value = text(headers, name);
  if (value === null || value.length <= LONGEST_ID) return value;
  throw invalid(name, `is longer than ${LONGEST_ID} characters`);
}

function readTags(value: string | null): readonly string[] {
  if (value === null) return NO_TAGS;
  const tags = [...new Set(value.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
  if (tags.length > MOST_TAGS) throw invalid('x-signalbox-tags', `has more than ${MOST_TAGS} tags`);
  if (tags.some((tag) => tag.length > LONGEST_TAG)) {
    throw invalid('x-signalbox-tags', `has a tag of more than ${LONGEST_TAG} characters`);
  }
  return tags;
}

function readMetadata(value: string | null): Readonly<Record<string, string>> {
  if (value === null) return NO_METADATA;
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw invalid('x-signalbox-metadata', 'is not JSON');
  }
  refuseOddText('the header x-signalbox-metadata', parsed);
  // A record would lose it: schemas leave it out, since an assignment to it is none.
  if (typeof parsed === 'object' && parsed !== null && Object.hasOwn(parsed, '__proto__')) {
    throw invalid('x-signalbox-metadata', 'has a key "__proto__"');
  }
  const checked = Metadata.safeParse(parsed);
  if (checked.success) return checked.data;
  throw invalid(
    'x-signalbox-metadata',
    'is not an object of at most 32 members (names up to 64 characters, values up to 1024)',
  );
}

/** A header as text: Node hands the bytes over as latin1, clients send UTF-8. Empty is absent. */
function text(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  if (typeof value !== 'string' || value === '') return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of ASCII
  return /^[\x00-\x7f]*$/.test(value) ? value : Buffer.from(value, 'latin1').toString('utf8');
}

function invalid(header: string, what: string): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    `the header ${header} ${what}`,
    'Correct it, or leave it out.',
    { details: { param: header } },
  );
}

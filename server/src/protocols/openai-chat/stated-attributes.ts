import { isJsonObject } from '../../lib/json-object.ts';
import type { StatedAttributes } from '../parsed-request.ts';
import type { RequestDocument } from '../request-document.ts';
import { RequestFault } from '../request-fault.ts';
import { identifier, statedValueAt } from '../stated-values.ts';
import type { StatedAt, StatedName } from './stated-places.ts';

const LONGEST_NAME = 64;
const LONGEST_VALUE = 1024;
const MOST_METADATA = 32;

/**
 * `user`, or `safety_identifier`, which takes its place, and `metadata` with whatever else was said. It is the provider that
 * judges these members: what does not fit into a record is left out, never refused. Null where the body says nothing. Throws
 * `request_invalid` for a key that is no name of a record's member (`__proto__`).
 */
export function statedAttributes({
  document,
  statedAt,
}: {
  readonly document: RequestDocument;
  readonly statedAt: StatedAt | null;
}): StatedAttributes | null {
  if (statedAt === null) return null;
  const statedValue = (name: StatedName): unknown => statedValueAt(document.bytes, statedAt[name]);
  const user = identifier(statedValue('user'));
  const safety = identifier(statedValue('safety_identifier'));
  const more = {
    safety_identifier: user === null || user === safety ? null : safety,
    prompt_cache_key: identifier(statedValue('prompt_cache_key')),
  };
  return {
    user: user ?? safety,
    metadata: metadataOf(statedValue('metadata'), more),
  };
}

function metadataOf(
  value: unknown,
  more: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> {
  const said = isJsonObject(value) ? value : {};
  if (Object.hasOwn(said, '__proto__')) {
    throw new RequestFault(
      'request_invalid',
      'metadata has a key "__proto__"',
      'Give it another name.',
      'metadata',
    );
  }
  const members = Object.entries({ ...more, ...said }).flatMap(
    ([name, member]): [string, string][] => {
      if (member === null || name === '' || name.length > LONGEST_NAME) return [];
      const text = typeof member === 'string' ? member : JSON.stringify(member);
      return text.length > LONGEST_VALUE ? [] : [[name, text]];
    },
  );
  return Object.fromEntries(members.slice(0, MOST_METADATA));
}

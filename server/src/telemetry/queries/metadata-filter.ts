import { splitValues } from './split-values.ts';

/** What is asked of one key: any of these values (an empty one: without the key), or the key with whatever value. */
interface Asked {
  readonly values: string[];
  present: boolean;
}

/** A filter of metadata as conditions that all have to hold, over parameters of their own. */
export interface MetadataConditions {
  readonly parts: readonly string[];
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * `feature:search,feature:answer,plan` asks for one of these two values of `feature`, and for any of `plan`: each key is a
 * dimension of its own. What is left out is left out for any of them.
 */
export function metadataConditions(
  name: 'metadata' | 'not_metadata',
  text: string | undefined,
): MetadataConditions {
  if (text === undefined) return { parts: [], parameters: {} };
  const parts: string[] = [];
  const parameters: Record<string, string | readonly string[]> = {};
  const negate = (sql: string): string => (name === 'metadata' ? `(${sql})` : `NOT (${sql})`);
  for (const [index, [key, { values, present }]] of [...byKey(text)].entries()) {
    // Without a key: requests without any metadata.
    if (key === '') {
      parts.push(negate('empty(metadata)'));
      continue;
    }
    const at = `${name}_key_${index}`;
    const among = `${name}_values_${index}`;
    parameters[at] = key;
    const anyOf: string[] = [];
    if (present) anyOf.push(`mapContains(metadata, {${at}:String})`);
    if (values.length > 0) {
      parameters[among] = values;
      anyOf.push(`metadata[{${at}:String}] IN {${among}:Array(String)}`);
    }
    parts.push(negate(anyOf.join(' OR ')));
  }
  return { parts, parameters };
}

function byKey(text: string): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  for (const pair of splitValues(text)) {
    const { key, value } = splitPair(pair);
    const of = asked.get(key) ?? { values: [], present: false };
    if (value === null) of.present = true;
    else of.values.push(value);
    asked.set(key, of);
  }
  return asked;
}

/** At the first colon that no backslash stands before; a value is null where there is none. */
export function splitPair(pair: string): { readonly key: string; readonly value: string | null } {
  const end = /^(?:[^\\:]|\\.|\\$)*/s.exec(pair)?.[0].length ?? 0;
  const key = pair.slice(0, end).replaceAll('\\:', ':');
  return { key, value: pair[end] === ':' ? pair.slice(end + 1) : null };
}

import { skipValue, walkArray } from '../../lib/json-scan.ts';
import type { Usage } from '../conversation/usage.ts';
import type { Operation } from '../parsed-request.ts';
import type { RequestDocument } from '../request-document.ts';

const QUOTE = 0x22;
const OPEN_BRACKET = 0x5b;

/** What a request itself says that it uses, which holds where its answer, as a file of sound, says nothing. */
export function askedUsage(operation: Operation, document: RequestDocument): Usage | null {
  if (operation === 'speech') return toSpeak(document);
  return operation === 'rerank' ? toRank(document) : null;
}

function toSpeak(document: RequestDocument): Usage | null {
  const at = document.member('input');
  if (at === null || document.bytes[at.start] !== QUOTE) return null;
  try {
    const text: unknown = JSON.parse(document.bytes.toString('utf8', at.start, at.end));
    return typeof text === 'string' ? { characters: [...text].length } : null;
  } catch {
    // An escape that JSON does not know.
    return null;
  }
}

function toRank(document: RequestDocument): Usage | null {
  const { bytes } = document;
  const at = document.member('documents');
  if (at === null || bytes[at.start] !== OPEN_BRACKET) return null;
  let documents = 0;
  walkArray(bytes, at.start, (start) => {
    documents += 1;
    return skipValue(bytes, start);
  });
  return { documents };
}

import type { JsonObject } from '../../../lib/json-object.ts';
import type { Citation } from '../../conversation/conversation.ts';

/**
 * A citation of another provider's as that of a page found by search, which is what it is. Its `encrypted_index` is what
 * Anthropic alone reads, so it is empty; a title is always there, since clients count on one.
 */
export function writeCitation(citation: Citation): JsonObject {
  return {
    type: 'web_search_result_location',
    cited_text: citation.quoted ?? '',
    url: citation.uri ?? '',
    title: citation.title ?? citation.uri ?? '',
    encrypted_index: '',
  };
}

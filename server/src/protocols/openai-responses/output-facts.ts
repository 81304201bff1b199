import { isJsonObject } from '../../lib/json-object.ts';
import type { Usage } from '../conversation/usage.ts';
import { isCall } from './stop-reason.ts';

/** What the items of an answer tell beside what they say. */
export interface OutputFacts {
  /** The model waits for whoever asked. */
  readonly calls: boolean;
  readonly webSearches: number;
  readonly fileSearches: number;
}

/** Of each item its `type` is looked at, and of a search its `action`. */
export function outputFacts(output: unknown): OutputFacts {
  const items = Array.isArray(output) ? output.filter(isJsonObject) : [];
  return {
    calls: items.some(({ type }) => isCall(type)),
    webSearches: items.filter(({ type, action }) => type === 'web_search_call' && isSearch(action))
      .length,
    fileSearches: items.filter(({ type }) => type === 'file_search_call').length,
  };
}

/** To open a page that was found, or to look for something in it, costs nothing. */
function isSearch(action: unknown): boolean {
  return !isJsonObject(action) || action['type'] === undefined || action['type'] === 'search';
}

/** With the searches, which are paid for by the call and stand in no count. */
export function withSearches(usage: Usage | null, facts: OutputFacts): Usage | null {
  const { webSearches, fileSearches } = facts;
  if (usage === null) return null;
  return {
    ...usage,
    ...(webSearches === 0 ? {} : { web_searches: webSearches }),
    ...(fileSearches === 0 ? {} : { file_searches: fileSearches }),
  };
}

import { isJsonObject } from '../../lib/json-object.ts';
import type { Usage } from '../conversation/usage.ts';
import { isCall } from './stop-reason.ts';

/** What the items of an answer tell beside what they say. */
export interface OutputFacts {
  /** The model waits for whoever asked. */
  readonly calls: boolean;
  readonly webSearches: number;
  readonly fileSearches: number;
  readonly codeExecutions: number;
  /** By a tool, by another model, whose tokens stand in no count. */
  readonly images: number;
}

/** Of each item its `type` is looked at, and of a search its `action`. */
export function outputFacts(output: unknown): OutputFacts {
  const items = Array.isArray(output) ? output.filter(isJsonObject) : [];
  const callsOf = (called: string) => items.filter(({ type }) => type === called).length;
  return {
    calls: items.some(({ type }) => isCall(type)),
    webSearches: items.filter(({ type, action }) => type === 'web_search_call' && isSearch(action))
      .length,
    fileSearches: callsOf('file_search_call'),
    codeExecutions: callsOf('code_interpreter_call'),
    images: callsOf('image_generation_call'),
  };
}

/** To open a page that was found, or to look for something in it, costs nothing. */
function isSearch(action: unknown): boolean {
  return !isJsonObject(action) || action['type'] === undefined || action['type'] === 'search';
}

/** With what tools did, which is paid for by the call and stands in no count. */
export function withTools(usage: Usage | null, facts: OutputFacts): Usage | null {
  const { webSearches, fileSearches, codeExecutions, images } = facts;
  if (usage === null) return null;
  return {
    ...usage,
    ...(webSearches === 0 ? {} : { web_searches: webSearches }),
    ...(fileSearches === 0 ? {} : { file_searches: fileSearches }),
    ...(codeExecutions === 0 ? {} : { code_executions: codeExecutions }),
    ...(images === 0 ? {} : { made_images: images }),
  };
}

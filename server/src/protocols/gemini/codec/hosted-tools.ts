/** Google's tools that run on its side, by the names that they have here. */
const HOSTED = [
  ['web_search', 'googleSearch'],
  ['code_execution', 'codeExecution'],
  ['web_fetch', 'urlContext'],
  ['google_search_retrieval', 'googleSearchRetrieval'],
  ['google_maps', 'googleMaps'],
  ['file_search', 'fileSearch'],
  ['computer_use', 'computerUse'],
  ['mcp', 'mcpServers'],
] as const;

export const HOSTED_MEMBERS: readonly string[] = HOSTED.map(([, member]) => member);

export function hostedName(member: string): string {
  return HOSTED.find(([, known]) => known === member)?.[0] ?? member;
}

/** Undefined: Google has no such tool. */
export function hostedMember(name: string): string | undefined {
  return HOSTED.find(([known]) => known === name)?.[1];
}

/** Of those that work without a setting. */
export const PLAIN_MEMBERS: ReadonlySet<string> = new Set([
  'googleSearch',
  'codeExecution',
  'urlContext',
  'googleMaps',
]);

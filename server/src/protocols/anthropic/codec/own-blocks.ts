import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';

/** Blocks that the normal form has no part for, and Anthropic takes back as it gave them. */
const OWN: ReadonlySet<unknown> = new Set([
  'bash_code_execution_tool_result',
  'browser_state',
  'code_execution_tool_result',
  'compaction',
  'container_upload',
  'document',
  'mcp_tool_result',
  'mcp_tool_use',
  'search_result',
  'server_tool_use',
  'text_editor_code_execution_tool_result',
  'tool_reference',
  'tool_search_tool_result',
  'web_fetch_tool_result',
  'web_search_tool_result',
]);

/** The value where it is such a block, else null. */
export function ownBlock(value: unknown): JsonObject | null {
  return isJsonObject(value) && OWN.has(value['type']) ? value : null;
}

/** What to call a part that is not known. */
export function unknownName(value: unknown): string {
  const type = isJsonObject(value) ? value['type'] : null;
  return typeof type === 'string' ? `content of the type ${type}` : 'content of an unknown type';
}

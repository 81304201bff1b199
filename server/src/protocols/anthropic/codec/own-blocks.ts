import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart } from '../../conversation/conversation.ts';
import { textOf, textOrNull } from '../../json.ts';

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

const OF_A_RESULT = /^(.+)_tool_result$/;

/** A block that the normal form has no part for, with the tool of Anthropic's own that it is a call or a result of. */
export function unknownPart(value: unknown): Extract<ContentPart, { type: 'unknown' }> {
  const hosted = isJsonObject(value) ? hostedTool(value) : null;
  return hosted === null ? { type: 'unknown', value } : { type: 'unknown', value, hosted };
}

function hostedTool(block: JsonObject): string | null {
  const type = textOf(block['type']);
  if (type === 'server_tool_use' || type === 'mcp_tool_use') return textOrNull(block['name']);
  return OF_A_RESULT.exec(type)?.[1] ?? null;
}

/** What to call a part that is not known. */
export function unknownName(value: unknown): string {
  const type = isJsonObject(value) ? value['type'] : null;
  return typeof type === 'string' ? `content of the type ${type}` : 'content of an unknown type';
}

import { isJsonObject } from '../../../lib/json-object.ts';
import type { Message, Prompt } from '../../conversation/conversation.ts';
import { listOf, textOf } from '../../json.ts';
import { Members } from '../../members.ts';
import { RequestFault } from '../../request-fault.ts';
import { readMessages } from './read-messages.ts';
import { readTool, schemaOf } from './read-tools.ts';
import { parseBody } from './tool-input.ts';

const NOT_PARAMETERS: ReadonlySet<string> = new Set(['model', 'messages', 'system', 'tools']);

/** A request as it is shown; null where it is not a JSON object. What is not as the protocol says is shown as far as it can be. */
export function readPrompt(request: Buffer): Prompt | null {
  const body = parseBody(request);
  if (!isJsonObject(body)) return null;
  const config = isJsonObject(body['output_config']) ? body['output_config'] : {};
  return {
    messages: shownMessages(body['system'], listOf(body['messages'])),
    tools: listOf(body['tools']).flatMap((tool, i) => {
      try {
        return [readTool(new Members(tool, `tools.${i}`), [])];
      } catch (error) {
        if (error instanceof RequestFault) return [];
        throw error;
      }
    }),
    output_schema: schemaOf(config['format']) ?? schemaOf(body['output_format']),
    inputs: null,
    parameters: Object.fromEntries(
      Object.entries(body).filter(([name]) => !NOT_PARAMETERS.has(name)),
    ),
  };
}

/** What is no message is left out. */
export function shownMessages(system: unknown, messages: readonly unknown[]): Message[] {
  const named = messages
    .filter(isJsonObject)
    .map((one) => ({ ...one, role: textOf(one['role']) || 'unknown' }));
  return readMessages(new Members({ system, messages: named }), { lenient: true, others: [] });
}

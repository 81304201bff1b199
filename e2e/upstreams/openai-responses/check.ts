import type { Media } from '../check/media.ts';
import { Refusal } from '../check/refusal.ts';
import { OPENAI_STRICT, strictSchemaFault } from '../check/strict-schema.ts';
import { badRequest } from '../openai/refusals.ts';
import { fileOf, imageAt, isReasoningModel, takesSampling } from '../openai-chat/check.ts';
import { isSealOf } from '../seal.ts';
import type { InputContent, InputItem } from './input-item.ts';
import type { ResponsesBody } from './request.ts';
import type { ResponseStore, Stored } from './store.ts';

/** What the published API demands beyond the form of the body. */
export function checkResponses(body: ResponsesBody): void {
  if (body.model === undefined) {
    throw badRequest("Missing required parameter: 'model'.", 'model', 'missing_required_parameter');
  }
  if (body.input === undefined && body.prompt == null) {
    throw badRequest("Missing required parameter: 'input'.", 'input', 'missing_required_parameter');
  }
  if (body.background === true && body.store === false) {
    throw badRequest("Background mode requires 'store' to be true.", 'background', 'invalid_value');
  }
  if (body.previous_response_id != null && body.conversation != null) {
    throw badRequest(
      "Mutually exclusive parameters: 'previous_response_id' and 'conversation'.",
      'previous_response_id',
    );
  }
  if (body.conversation != null) {
    const id = typeof body.conversation === 'string' ? body.conversation : body.conversation.id;
    throw new Refusal(404, `Conversation with id '${id}' not found.`, { param: 'conversation' });
  }
  checkModelLimits(body, body.model);
  checkSchemas(body);
}

function checkModelLimits(body: ResponsesBody, model: string): void {
  if (!isReasoningModel(model)) {
    const asked = body.reasoning?.effort != null || body.reasoning?.summary != null;
    if (asked) {
      throw badRequest(
        `Unsupported parameter: 'reasoning.effort' is not supported with this model.`,
        'reasoning.effort',
        'unsupported_parameter',
      );
    }
    if (body.include?.includes('reasoning.encrypted_content') === true) {
      throw badRequest('Encrypted content is not supported with this model.', 'include');
    }
    return;
  }
  if (takesSampling(model, body.reasoning?.effort)) return;
  if (body.top_logprobs != null || body.include?.includes('message.output_text.logprobs')) {
    throw badRequest(
      'logprobs are not supported with reasoning models.',
      'include',
      'unsupported_parameter',
    );
  }
  for (const member of ['temperature', 'top_p'] as const) {
    const value = body[member];
    if (value == null || value === 1) continue;
    throw badRequest(
      `Unsupported parameter: '${member}' is not supported with this model.`,
      member,
      'unsupported_parameter',
    );
  }
}

function checkSchemas({ text, tools = [] }: ResponsesBody): void {
  const format = text?.format;
  // Held to unless the caller says otherwise.
  if (format?.type === 'json_schema' && format.strict === true) {
    const fault = strictSchemaFault(format.schema, OPENAI_STRICT);
    if (fault !== null) {
      throw badRequest(
        `Invalid schema for response_format '${format.name}': In context=(${fault.place.map((key) => `'${key}'`).join(', ')}), ${fault.message}`,
        'text.format.schema',
        'invalid_json_schema',
      );
    }
  }
  for (const [n, tool] of tools.entries()) {
    if (tool.type !== 'function' || !('strict' in tool) || tool.strict !== true) continue;
    const fault = strictSchemaFault(tool.parameters, OPENAI_STRICT);
    if (fault === null) continue;
    throw badRequest(
      `Invalid schema for function '${String(tool.name)}': In context=(${fault.place.map((key) => `'${key}'`).join(', ')}), ${fault.message}`,
      `tools[${n}].parameters`,
      'invalid_function_parameters',
    );
  }
}

/** The items that the model is given, references replaced by what they name; refuses what does not hang together. */
export function contextOf(
  body: ResponsesBody,
  store: ResponseStore,
): { context: InputItem[]; input: InputItem[] } {
  const previous: Stored | null =
    body.previous_response_id == null ? null : store.previous(body.previous_response_id);
  const given: InputItem[] =
    typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : (body.input ?? []);
  const input = given.map((item, n) => {
    if (!('type' in item) || item.type !== 'item_reference') return item;
    const found = store.item(item.id);
    if (found === undefined) throw notFound(item.id, n);
    return found;
  });
  const context = [
    ...(previous === null ? [] : [...previous.context, ...(previous.output as InputItem[])]),
    ...input,
  ];
  checkReasoning(input, store);
  checkCalls(context);
  return { context, input };
}

function notFound(id: string, n: number): Refusal {
  return new Refusal(
    404,
    `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
    { param: `input[${n}].id` },
  );
}

/** Reasoning is known by its id where it was stored, else by its encrypted content; and what it led to comes with it. */
function checkReasoning(input: readonly InputItem[], store: ResponseStore): void {
  for (const [n, item] of input.entries()) {
    if (!('type' in item)) continue;
    if (item.type === 'reasoning') {
      if (
        item.encrypted_content != null &&
        !isSealOf(item.id, item.encrypted_content.replace(/^gAAAAA/, ''))
      ) {
        throw badRequest(
          `The encrypted content for item ${item.id} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
          `input[${n}].encrypted_content`,
          'invalid_encrypted_content',
        );
      }
      if (item.encrypted_content == null && store.item(item.id) === undefined)
        throw notFound(item.id, n);
      const next = input[n + 1];
      const follows =
        next !== undefined &&
        (('role' in next && next.role === 'assistant') ||
          ('type' in next &&
            (next.type === 'function_call' ||
              next.type === 'custom_tool_call' ||
              next.type === 'reasoning')));
      if (!follows) {
        throw badRequest(
          `Item '${item.id}' of type 'reasoning' was provided without its required following item.`,
          'input',
        );
      }
    }
    if (item.type === 'function_call' && item.id !== undefined) checkLedTo(input, n, item.id);
  }
}

/** Calls that reasoning led to have ids that tell, so that a host notices when it is left out. */
function checkLedTo(input: readonly InputItem[], n: number, id: string): void {
  const reasoning = REASONING_OF.get(id);
  if (reasoning === undefined) return;
  const isThere = input
    .slice(0, n)
    .some((item) => 'type' in item && item.type === 'reasoning' && item.id === reasoning);
  if (isThere) return;
  throw badRequest(
    `Item '${id}' of type 'function_call' was provided without its required 'reasoning' item: '${reasoning}'.`,
    'input',
  );
}

/** By the id of a call, that of the reasoning before it. */
const REASONING_OF = new Map<string, string>();
export function rememberReasoning(callId: string, reasoningId: string): void {
  REASONING_OF.set(callId, reasoningId);
}

function checkCalls(context: readonly InputItem[]): void {
  const called = new Set<string>();
  const answered = new Set<string>();
  for (const item of context) {
    if (!('type' in item)) continue;
    if (item.type === 'function_call' || item.type === 'custom_tool_call') called.add(item.call_id);
    if (item.type === 'function_call_output' || item.type === 'custom_tool_call_output') {
      if (!called.has(item.call_id)) {
        throw badRequest(
          `No tool call found for function call output with call_id ${item.call_id}.`,
          'input',
        );
      }
      answered.add(item.call_id);
    }
  }
  const open = [...called].find((id) => !answered.has(id));
  if (open !== undefined)
    throw badRequest(`No tool output found for function call ${open}.`, 'input');
}

/** Null: the part is a text. */
export function mediaOf(part: InputContent, place: string): Media | null {
  switch (part.type) {
    case 'input_text':
      return null;
    case 'input_image':
      if (part.file_id != null) return { kind: 'image', what: `file ${part.file_id}`, name: null };
      if (part.image_url == null) {
        throw badRequest(
          `Missing required parameter: '${place}.image_url'.`,
          `${place}.image_url`,
          'missing_required_parameter',
        );
      }
      return { kind: 'image', what: imageAt(part.image_url, `${place}.image_url`), name: null };
    case 'input_file':
      if (part.file_url != null)
        return { kind: 'document', what: part.file_url, name: part.filename ?? null };
      return fileOf(part, place);
  }
}

import { newId } from '../ids.ts';
import { type Answer, pieces, REFUSAL } from '../scene/script.ts';
import type { Seen } from '../scene/seen.ts';
import { seal } from '../seal.ts';
import { rememberReasoning } from './check.ts';
import type { CallItem, OutputItem } from './output-item.ts';
import type { ResponsesBody } from './request.ts';

/** The items of an answer, in the order in which a model makes them. */
export function outputOf(body: ResponsesBody, script: Answer, seen: Seen): OutputItem[] {
  const { reasoning, text, calls, stop } = script;
  const items: OutputItem[] = [];
  const reasoningId = reasoning === null ? null : newId('rs_', 48);
  if (reasoning !== null && reasoningId !== null) {
    items.push({
      id: reasoningId,
      type: 'reasoning',
      summary: seen.reasoning === 'shown' ? [{ type: 'summary_text', text: reasoning }] : [],
      ...(body.include?.includes('reasoning.encrypted_content') === true
        ? { encrypted_content: `gAAAAA${seal(reasoningId)}` }
        : {}),
    });
  }
  if (text !== '') {
    items.push({
      id: newId('msg_', 48),
      type: 'message',
      status: stop === 'length' ? 'incomplete' : 'completed',
      role: 'assistant',
      content: [
        stop === 'refusal'
          ? { type: 'refusal', refusal: REFUSAL }
          : {
              type: 'output_text',
              annotations: [],
              logprobs: wantsLogprobs(body)
                ? pieces(text).map((piece) => logprob(piece, body))
                : [],
              text,
            },
      ],
    });
  }
  for (const call of calls) {
    const item = callItem(call, body);
    if (reasoningId !== null) rememberReasoning(item.id, reasoningId);
    items.push(item);
  }
  return items;
}

function callItem(call: Answer['calls'][number], body: ResponsesBody): CallItem {
  const isCustom = body.tools?.some((tool) => tool.type === 'custom' && tool.name === call.name);
  const call_id = newId('call_', 24);
  const { name } = call;
  return isCustom
    ? {
        id: newId('ctc_', 48),
        type: 'custom_tool_call',
        status: 'completed',
        call_id,
        name,
        input: call.arguments,
      }
    : {
        id: newId('fc_', 48),
        type: 'function_call',
        status: 'completed',
        arguments: call.arguments,
        call_id,
        name,
      };
}

export function wantsLogprobs(body: ResponsesBody): boolean {
  return body.include?.includes('message.output_text.logprobs') === true;
}

export function logprob(token: string, body: ResponsesBody): object {
  const entry = { token, bytes: [...Buffer.from(token)], logprob: -0.25 };
  const others = [entry, { token: '…', bytes: [...Buffer.from('…')], logprob: -2.5 }];
  return { ...entry, top_logprobs: others.slice(0, body.top_logprobs ?? 0) };
}

/** The response but for its output: what every event that carries one repeats. */
export function responseHead(id: string, body: ResponsesBody): Record<string, unknown> {
  return {
    id,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: 'in_progress',
    background: body.background ?? false,
    error: null,
    incomplete_details: null,
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    max_tool_calls: body.max_tool_calls ?? null,
    model: body.model,
    output: [],
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    previous_response_id: body.previous_response_id ?? null,
    prompt_cache_key: body.prompt_cache_key ?? null,
    reasoning: { effort: body.reasoning?.effort ?? null, summary: body.reasoning?.summary ?? null },
    safety_identifier: body.safety_identifier ?? null,
    service_tier: body.service_tier ?? 'auto',
    store: body.store ?? true,
    temperature: body.temperature ?? 1,
    text: {
      format: body.text?.format ?? { type: 'text' },
      verbosity: body.text?.verbosity ?? 'medium',
    },
    tool_choice: body.tool_choice ?? 'auto',
    tools: body.tools ?? [],
    top_logprobs: body.top_logprobs ?? 0,
    top_p: body.top_p ?? 1,
    truncation: body.truncation ?? 'disabled',
    usage: null,
    user: body.user ?? null,
    metadata: body.metadata ?? {},
  };
}

export function responseEnd(
  script: Answer,
  output: readonly OutputItem[],
): Record<string, unknown> {
  const { input, output: made, reasoning, cacheRead, cacheWrite } = script.usage;
  const isCut = script.stop === 'length';
  return {
    status: isCut ? 'incomplete' : 'completed',
    ...(isCut
      ? { incomplete_details: { reason: 'max_output_tokens' } }
      : { completed_at: Math.floor(Date.now() / 1000) }),
    service_tier: 'default',
    output,
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: cacheRead, cache_write_tokens: cacheWrite },
      output_tokens: made,
      output_tokens_details: { reasoning_tokens: reasoning },
      total_tokens: input + made,
    },
  };
}

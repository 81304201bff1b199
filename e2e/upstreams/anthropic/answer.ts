import { newId } from '../ids.ts';
import { type Answer, argumentPieces, pieces, REFUSAL } from '../scene/script.ts';
import type { Seen } from '../scene/seen.ts';
import { seal } from '../seal.ts';
import type { Frame } from '../stream.ts';
import type { MessagesBody } from './request.ts';

const STOP = {
  end: 'end_turn',
  length: 'max_tokens',
  calls: 'tool_use',
  sequence: 'stop_sequence',
  refusal: 'refusal',
} as const;

type Block =
  | { type: 'thinking'; thinking: string; signature: string }
  | { type: 'text'; text: string; citations?: null }
  | { type: 'tool_use'; id: string; name: string; input: unknown; caller?: object };

/** An answer of Messages, whole or as the events of a stream. */
export class MessageAnswer {
  readonly #body: MessagesBody;
  readonly #script: Answer;
  readonly #id = newId('msg_01', 22);
  readonly #blocks: readonly { block: Block; said: string }[];
  readonly #isLatest: boolean;

  constructor(body: MessagesBody, script: Answer, seen: Seen, version: string) {
    this.#body = body;
    this.#script = script;
    this.#isLatest = version >= '2026';
    this.#blocks = [...this.#contents(seen)];
  }

  *#contents(seen: Seen): Generator<{ block: Block; said: string }> {
    const { reasoning, text, calls, stop } = this.#script;
    if (reasoning !== null) {
      const thinking = seen.reasoning === 'shown' ? reasoning : '';
      yield { block: { type: 'thinking', thinking, signature: seal(thinking) }, said: thinking };
    }
    if (text !== '') {
      const said = stop === 'refusal' ? REFUSAL : text;
      yield {
        block: { type: 'text', text: said, ...(this.#isLatest ? { citations: null } : {}) },
        said,
      };
    }
    for (const call of calls) {
      const block = {
        type: 'tool_use' as const,
        id: newId('toolu_01', 22),
        name: call.name,
        input: JSON.parse(call.arguments) as unknown,
        ...(this.#isLatest ? { caller: { type: 'direct' } } : {}),
      };
      yield { block, said: call.arguments };
    }
  }

  whole(): string {
    return JSON.stringify({
      ...this.#head(),
      content: this.#blocks.map(({ block }) => block),
      ...this.#stop(),
      usage: this.#usage(this.#script.usage.output),
    });
  }

  *frames(): Generator<Frame> {
    yield event('message_start', {
      message: {
        ...this.#head(),
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: this.#usage(1),
      },
    });
    for (const [index, { block, said }] of this.#blocks.entries()) {
      yield event('content_block_start', { index, content_block: begun(block) });
      if (index === 0) yield event('ping', {});
      for (const delta of deltas(block, said))
        yield event('content_block_delta', { index, delta }, true);
      if (block.type === 'thinking') {
        yield event('content_block_delta', {
          index,
          delta: { type: 'signature_delta', signature: block.signature },
        });
      }
      yield event('content_block_stop', { index });
    }
    const { cacheRead, cacheWrite, input, output } = this.#script.usage;
    yield event('message_delta', {
      delta: this.#stop(),
      usage: {
        input_tokens: input - cacheRead - cacheWrite,
        cache_creation_input_tokens: cacheWrite,
        cache_read_input_tokens: cacheRead,
        output_tokens: output,
        ...this.#details(),
      },
    });
    yield event('message_stop', {});
  }

  #head(): object {
    return {
      model: this.#body.model,
      id: this.#id,
      type: 'message',
      role: 'assistant',
      ...(this.#isLatest ? { container: null, diagnostics: null, stop_details: null } : {}),
    };
  }

  #stop(): object {
    const { stop } = this.#script;
    return {
      stop_reason: STOP[stop],
      stop_sequence: stop === 'sequence' ? (this.#body.stop_sequences?.[0] ?? null) : null,
      ...(stop === 'refusal'
        ? { stop_details: { type: 'refusal', category: null, explanation: null } }
        : {}),
    };
  }

  /** What is read from the cache or written to it is counted beside the input. */
  #usage(output: number): object {
    const { input, cacheRead, cacheWrite } = this.#script.usage;
    return {
      input_tokens: input - cacheRead - cacheWrite,
      cache_creation_input_tokens: cacheWrite,
      cache_read_input_tokens: cacheRead,
      cache_creation: { ephemeral_5m_input_tokens: cacheWrite, ephemeral_1h_input_tokens: 0 },
      output_tokens: output,
      service_tier: 'standard',
      ...(output === 1 ? {} : this.#details()),
      ...(this.#isLatest
        ? { server_tool_use: null, inference_geo: 'global', speed: 'standard' }
        : {}),
    };
  }

  #details(): object {
    const { reasoning } = this.#script.usage;
    return reasoning > 0 ? { output_tokens_details: { thinking_tokens: reasoning } } : {};
  }
}

function begun(block: Block): object {
  switch (block.type) {
    case 'thinking':
      return { ...block, thinking: '', signature: '' };
    case 'text':
      return { ...block, text: '' };
    case 'tool_use':
      return { ...block, input: {} };
  }
}

function deltas(block: Block, said: string): object[] {
  switch (block.type) {
    case 'thinking':
      return pieces(said).map((thinking) => ({ type: 'thinking_delta', thinking }));
    case 'text':
      return pieces(said).map((text) => ({ type: 'text_delta', text }));
    case 'tool_use':
      // The first is empty.
      return ['', ...argumentPieces(said)].map((partial_json) => ({
        type: 'input_json_delta',
        partial_json,
      }));
  }
}

function event(type: string, members: object, piece = false): Frame {
  return { text: `event: ${type}\ndata: ${JSON.stringify({ type, ...members })}\n\n`, piece };
}

import { newId } from '../ids.ts';
import { type Answer, argumentPieces, pieces, REFUSAL } from '../scene/script.ts';
import type { Seen } from '../scene/seen.ts';
import type { Frame } from '../stream.ts';
import type { ChatBody } from './request.ts';

const FINISH = {
  end: 'stop',
  sequence: 'stop',
  refusal: 'stop',
  length: 'length',
  calls: 'tool_calls',
} as const;

const NOTHING_FOUND = {
  hate: { filtered: false, severity: 'safe' },
  self_harm: { filtered: false, severity: 'safe' },
  sexual: { filtered: false, severity: 'safe' },
  violence: { filtered: false, severity: 'safe' },
};
const PROMPT_FOUND = {
  prompt_filter_results: [{ prompt_index: 0, content_filter_results: NOTHING_FOUND }],
};

/** An answer of chat, whole or as the events of a stream. */
export class ChatAnswer {
  readonly #body: ChatBody;
  readonly #script: Answer;
  readonly #choices: number;
  readonly #head = { id: newId('chatcmpl-', 29), created: Math.floor(Date.now() / 1000) };
  readonly #callIds: readonly string[];

  readonly #azure: boolean;

  constructor(body: ChatBody, script: Answer, seen: Seen, { azure }: { readonly azure: boolean }) {
    this.#azure = azure;
    this.#body = body;
    this.#script = script;
    this.#choices = seen.choices;
    this.#callIds = script.calls.map(() => newId('call_', 24));
  }

  whole(): string {
    const { text, calls, stop } = this.#script;
    const refuses = stop === 'refusal';
    const message = {
      role: 'assistant',
      content: refuses || text === '' ? null : text,
      ...(calls.length === 0
        ? {}
        : { tool_calls: calls.map((call, n) => this.#toolCall(call, n)) }),
      refusal: refuses ? REFUSAL : null,
      annotations: [],
    };
    return JSON.stringify(
      {
        id: this.#head.id,
        object: 'chat.completion',
        created: this.#head.created,
        model: this.#body.model,
        choices: Array.from({ length: this.#choices }, (_, index) => ({
          index,
          message,
          logprobs:
            this.#body.logprobs === true
              ? { content: pieces(text).map((piece) => this.#logprob(piece)), refusal: null }
              : null,
          finish_reason: FINISH[stop],
          ...(this.#azure ? { content_filter_results: NOTHING_FOUND } : {}),
        })),
        ...(this.#azure ? PROMPT_FOUND : {}),
        usage: this.#usage(),
        service_tier: 'default',
        system_fingerprint: 'fp_of_the_test',
      },
      null,
      2,
    );
  }

  *frames(): Generator<Frame> {
    const { text, calls, stop } = this.#script;
    const refuses = stop === 'refusal';
    if (this.#azure)
      yield frameOf(
        { choices: [], created: 0, id: '', model: '', object: '', ...PROMPT_FOUND },
        false,
      );
    for (let index = 0; index < this.#choices; index++) {
      yield this.#frame(index, {
        role: 'assistant',
        content: calls.length > 0 && text === '' ? null : '',
        ...(calls.length > 0 ? {} : { refusal: null }),
      });
      for (const piece of pieces(text)) {
        yield this.#frame(index, refuses ? { refusal: piece } : { content: piece }, { piece });
      }
      for (const [n, call] of calls.entries()) {
        yield this.#frame(
          index,
          { tool_calls: [{ index: n, ...this.#toolCall({ ...call, arguments: '' }, n) }] },
          { piece: '' },
        );
        for (const part of argumentPieces(call.arguments)) {
          yield this.#frame(
            index,
            { tool_calls: [{ index: n, function: { arguments: part } }] },
            { piece: '' },
          );
        }
      }
      yield this.#frame(index, {}, { finish: FINISH[stop] });
    }
    if (this.#wantsUsage)
      yield frameOf({ ...this.#chunk(), choices: [], usage: this.#usage() }, false);
    yield { text: 'data: [DONE]\n\n', piece: false };
  }

  #toolCall(call: Answer['calls'][number], n: number): object {
    const isCustom = this.#body.tools?.some(
      (tool) => tool.type === 'custom' && tool.custom.name === call.name,
    );
    return isCustom
      ? { id: this.#callIds[n], type: 'custom', custom: { name: call.name, input: call.arguments } }
      : {
          id: this.#callIds[n],
          type: 'function',
          function: { name: call.name, arguments: call.arguments },
        };
  }

  #chunk(): object {
    const { id, created } = this.#head;
    return {
      id,
      object: 'chat.completion.chunk',
      created,
      model: this.#body.model,
      service_tier: 'default',
      system_fingerprint: 'fp_of_the_test',
    };
  }

  #frame(
    index: number,
    delta: object,
    { piece, finish = null }: { piece?: string; finish?: string | null } = {},
  ): Frame {
    const logprobs =
      this.#body.logprobs === true && piece !== undefined && piece !== ''
        ? { content: [this.#logprob(piece)], refusal: null }
        : null;
    return frameOf(
      {
        ...this.#chunk(),
        choices: [
          {
            index,
            delta,
            logprobs,
            finish_reason: finish,
            ...(this.#azure
              ? { content_filter_results: piece === undefined ? {} : NOTHING_FOUND }
              : {}),
          },
        ],
        ...(this.#wantsUsage ? { usage: null } : {}),
        ...(this.#body.stream_options?.include_obfuscation === false
          ? {}
          : { obfuscation: newId('', 1 + ((piece ?? '').length % 7)) }),
      },
      piece !== undefined,
    );
  }

  get #wantsUsage(): boolean {
    return this.#body.stream_options?.include_usage === true;
  }

  #logprob(token: string): object {
    const entry = { token, logprob: -0.25, bytes: [...Buffer.from(token)] };
    const others = [entry, { token: '…', logprob: -2.5, bytes: [...Buffer.from('…')] }];
    return { ...entry, top_logprobs: others.slice(0, this.#body.top_logprobs ?? 0) };
  }

  #usage(): object {
    const { input, output, reasoning, cacheRead, cacheWrite } = this.#script.usage;
    return {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input + output,
      prompt_tokens_details: {
        cached_tokens: cacheRead,
        audio_tokens: 0,
        ...(cacheWrite > 0 ? { cache_write_tokens: cacheWrite } : {}),
      },
      completion_tokens_details: {
        reasoning_tokens: reasoning,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    };
  }
}

function frameOf(chunk: object, piece: boolean): Frame {
  return { text: `data: ${JSON.stringify(chunk)}\n\n`, piece };
}

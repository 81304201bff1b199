import { newId } from '../ids.ts';
import { type Answer, pieces, REFUSAL } from '../scene/script.ts';
import type { Seen } from '../scene/seen.ts';
import { seal } from '../seal.ts';
import { demandsSignatures, signedCall } from './check.ts';
import type { GenerateBody, Part } from './request.ts';

const FINISH = {
  end: 'STOP',
  sequence: 'STOP',
  calls: 'STOP',
  length: 'MAX_TOKENS',
  refusal: 'SAFETY',
} as const;

/** An answer of generateContent; streamed, it is a row of smaller ones. */
export class GeneratedAnswer {
  readonly #body: GenerateBody;
  readonly #script: Answer;
  readonly #seen: Seen;
  readonly #id = newId('', 22);
  readonly #thinks: boolean;

  constructor(body: GenerateBody, script: Answer, seen: Seen) {
    this.#body = body;
    this.#script = script;
    this.#seen = seen;
    this.#thinks = script.reasoning !== null;
  }

  whole(): object {
    const { text, stop } = this.#script;
    const parts =
      stop === 'refusal'
        ? []
        : [...this.#thought(), ...(text === '' ? [] : [this.#textPart(text)]), ...this.#calls()];
    return {
      candidates: Array.from({ length: this.#seen.choices }, (_, index) => ({
        ...(parts.length === 0 ? {} : { content: { parts, role: 'model' } }),
        finishReason: FINISH[stop],
        ...(stop === 'refusal' ? { finishMessage: REFUSAL } : {}),
        index,
        ...(this.#body.generationConfig?.responseLogprobs === true
          ? { avgLogprobs: -0.25, logprobsResult: this.#logprobs(text) }
          : {}),
      })),
      ...this.#tail(true),
    };
  }

  /** Each but the last without a reason to have ended. */
  *chunks(): Generator<{ body: object; piece: boolean }> {
    const { text, stop, reasoning } = this.#script;
    const shown = this.#seen.reasoning === 'shown' && reasoning !== null ? pieces(reasoning) : [];
    for (let index = 0; index < this.#seen.choices; index++) {
      for (const piece of shown) yield this.#chunk(index, [{ text: piece, thought: true }]);
      for (const piece of stop === 'refusal' ? [] : pieces(text))
        yield this.#chunk(index, [{ text: piece }]);
      for (const call of this.#calls()) yield this.#chunk(index, [call]);
      const sign = this.#signs && text !== '' ? { thoughtSignature: seal('text') } : {};
      yield {
        body: {
          candidates: [
            {
              ...(stop === 'refusal'
                ? {}
                : { content: { parts: [{ text: '', ...sign }], role: 'model' } }),
              finishReason: FINISH[stop],
              ...(stop === 'refusal' ? { finishMessage: REFUSAL } : {}),
              index,
            },
          ],
          ...this.#tail(true),
        },
        piece: false,
      };
    }
  }

  #chunk(index: number, parts: Part[]): { body: object; piece: boolean } {
    const [part] = parts;
    const isText = part?.text !== undefined && part.thought !== true;
    const logprobs =
      isText && this.#body.generationConfig?.responseLogprobs === true
        ? { logprobsResult: this.#logprobs(part.text ?? '') }
        : {};
    return {
      body: {
        candidates: [{ content: { parts, role: 'model' }, index, ...logprobs }],
        ...this.#tail(false),
      },
      piece: true,
    };
  }

  get #signs(): boolean {
    return this.#thinks || demandsSignatures(this.#seen.model);
  }

  #thought(): Part[] {
    const { reasoning } = this.#script;
    return this.#seen.reasoning === 'shown' && reasoning !== null
      ? [{ text: reasoning, thought: true }]
      : [];
  }

  #textPart(text: string): Part {
    return this.#signs ? { text, thoughtSignature: seal('text') } : { text };
  }

  /** Of calls at once, the first is signed. */
  #calls(): Part[] {
    return this.#script.calls.map((call, n) => {
      const args = JSON.parse(call.arguments) as Record<string, unknown>;
      return {
        functionCall: {
          name: call.name,
          args,
          ...(demandsSignatures(this.#seen.model) ? { id: newId('', 8).toLowerCase() } : {}),
        },
        ...(this.#signs && n === 0 ? { thoughtSignature: seal(signedCall(call.name, args)) } : {}),
      };
    });
  }

  #logprobs(text: string): object {
    const chosen = pieces(text).map((token) => ({
      token,
      tokenId: token.length,
      logProbability: -0.25,
    }));
    const count = this.#body.generationConfig?.logprobs ?? 0;
    return {
      chosenCandidates: chosen,
      topCandidates: chosen.map((one) => ({
        candidates: [one, { token: '…', tokenId: 1, logProbability: -2.5 }].slice(0, count),
      })),
    };
  }

  /** `output` counts thoughts as the other protocols do; here they are beside the candidates. */
  #tail(ended: boolean): object {
    const { input, output, reasoning, cacheRead } = this.#script.usage;
    const made = ended ? output - reasoning : 1;
    return {
      usageMetadata: {
        promptTokenCount: input,
        candidatesTokenCount: made,
        totalTokenCount: input + made + reasoning,
        ...(cacheRead > 0
          ? {
              cachedContentTokenCount: cacheRead,
              cacheTokensDetails: [{ modality: 'TEXT', tokenCount: cacheRead }],
            }
          : {}),
        promptTokensDetails: [{ modality: 'TEXT', tokenCount: input }],
        ...(reasoning > 0 ? { thoughtsTokenCount: reasoning } : {}),
      },
      modelVersion: this.#seen.model,
      responseId: this.#id,
    };
  }
}

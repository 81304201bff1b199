import { jsonAnswer, type SandboxAnswer } from './answer.ts';
import type { SandboxModel, SandboxOptions } from './options.ts';
import { seededRandom } from './random.ts';
import { tokensOf } from './text.ts';

const DEFAULT_DIMENSIONS = 384;
const MAX_DIMENSIONS = 8_192;
const MAX_INPUTS = 2_048;

/** Answers an embeddings call, or says what is wrong with it. */
export function answerEmbeddings(
  model: SandboxModel,
  options: SandboxOptions,
  body: Readonly<Record<string, unknown>>,
): SandboxAnswer | { readonly wrong: string; readonly param: string } {
  const inputs = readInputs(body['input']);
  if (inputs === null) {
    return {
      wrong: 'The member "input" is neither a text, nor texts, nor tokens.',
      param: 'input',
    };
  }
  const dimensions = body['dimensions'] ?? DEFAULT_DIMENSIONS;
  if (!isCount(dimensions) || dimensions > MAX_DIMENSIONS) {
    return { wrong: `"dimensions" is not between 1 and ${MAX_DIMENSIONS}.`, param: 'dimensions' };
  }
  const base64 = body['encoding_format'] === 'base64';
  const tokens = inputs.reduce((sum, input) => sum + input.tokens, 0);
  const value = {
    object: 'list',
    data: inputs.map(({ text }, index) => {
      const vector = unitVector(text, dimensions);
      return {
        object: 'embedding',
        index,
        embedding: base64 ? Buffer.from(vector.buffer).toString('base64') : Array.from(vector),
      };
    }),
    model: `sandbox/${model}`,
    ...usageOf(options, tokens),
  };
  return jsonAnswer(200, value, options.latency_ms);
}

function usageOf(options: SandboxOptions, tokens: number): Record<string, unknown> {
  if (options.usage === 'none') return {};
  if (options.usage !== 'normal') return { usage: options.usage };
  return { usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

/** One direction for each text, the same every time. Float32, little endian, as the base64 form has it. */
export function unitVector(text: string, dimensions: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(text);
  const vector = new Float32Array(dimensions);
  let sum = 0;
  for (let i = 0; i < dimensions; i++) {
    const value = random() * 2 - 1;
    vector[i] = value;
    sum += value * value;
  }
  const length = Math.sqrt(sum) || 1;
  for (let i = 0; i < dimensions; i++) vector[i] = (vector[i] ?? 0) / length;
  return vector;
}

interface Input {
  readonly text: string;
  readonly tokens: number;
}

function readInputs(input: unknown): Input[] | null {
  const one = readInput(input);
  if (one !== null) return [one];
  if (!Array.isArray(input) || input.length === 0 || input.length > MAX_INPUTS) return null;
  const inputs = input.map(readInput);
  return inputs.every((read) => read !== null) ? inputs : null;
}

function readInput(input: unknown): Input | null {
  if (typeof input === 'string') return { text: input, tokens: tokensOf(input).length };
  if (Array.isArray(input) && input.length > 0 && input.every((id) => Number.isInteger(id))) {
    return { text: input.join(','), tokens: input.length };
  }
  return null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

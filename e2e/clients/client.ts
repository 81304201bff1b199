import { z } from 'zod';

/** Where a client is sent: a host of its own protocol, or a gateway in front of any. */
export interface Target {
  /** Without a protocol's prefix: `http://127.0.0.1:4000`. */
  readonly origin: string;
  readonly key: string;
  /** As the target calls it. */
  readonly model: string;
}

export type ClientProtocol = 'openai-chat' | 'openai-responses' | 'anthropic' | 'gemini';

/** A published SDK, as an application would use it. Each function makes its own client, without retries. */
export interface Client {
  readonly name: string;
  readonly protocol: ClientProtocol;
  chat(target: Target, text: string): Promise<string>;
  stream(target: Target, text: string): Promise<Streamed>;
  /** Gives the model `get_weather` and runs it until the model answers. */
  tools(target: Target, text: string): Promise<string>;
  /** An answer in the form of `City`. */
  structured(target: Target, text: string): Promise<unknown>;
  /** The HTTP status that the client's own error names. */
  failure(target: Target, text: string): Promise<number | undefined>;
}

export interface Streamed {
  readonly text: string;
  readonly pieces: number;
}

export const City = z.object({ city: z.string(), population: z.number() });
export const THE_CITY = { city: 'Paris', population: 20 };

export const WEATHER = {
  name: 'get_weather',
  description: 'The weather of a city now.',
  parameters: z.object({ city: z.string() }),
  run: ({ city }: { city: string }) => `21 °C in ${city}`,
} as const;

export const weatherSchema = {
  type: 'object' as const,
  properties: { city: { type: 'string' as const } },
  required: ['city'],
  additionalProperties: false as const,
};

export async function joined(pieces: AsyncIterable<string>): Promise<Streamed> {
  let text = '';
  let count = 0;
  for await (const piece of pieces) {
    if (piece === '') continue;
    text += piece;
    count++;
  }
  return { text, pieces: count };
}

/** What a call fails with; that it does not fail is a failure. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('the call was answered and should have failed');
}

/** The status in an error, or in what it was caused by, by whichever of the usual names. */
export function statusOf(error: unknown): number | undefined {
  for (let at = error; typeof at === 'object' && at !== null; ) {
    const {
      status,
      statusCode,
      code,
      cause,
      lastError,
      error: inner,
    } = at as Record<string, unknown>;
    const found = [status, statusCode, code].find((value) => typeof value === 'number');
    if (typeof found === 'number') return found;
    at = cause ?? lastError ?? inner;
  }
  return undefined;
}

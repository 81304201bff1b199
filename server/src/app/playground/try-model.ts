import { z } from 'zod';
import type { ConversationEvent } from '../../protocols/conversation/index.ts';
import { openaiChat } from '../../protocols/index.ts';
import { answerEvents } from './answer-events.ts';
import { type GatewayAddress, gatewayUnreachable, gatewayUrl } from './gateway-address.ts';

const MOST_ERROR_CHARACTERS = 2_000;
/** What an answer may cost at most. A model that reasons first needs room for that, and answers nothing with less. */
const FEW_TOKENS = 16;
const TOKENS_TO_REASON = 1_024;

export const ProviderTest = z
  .object({
    ok: z.boolean(),
    model: z.string().describe('`provider/name` that was called.'),
    task: z.enum(['chat', 'embeddings']).describe('As what it was called.'),
    status: z.number().int().describe('HTTP status of the answer.'),
    latency_ms: z.number().describe('To the end of the answer.'),
    ttft_ms: z.number().nullable().describe('To its first part; null: there was none.'),
    request_id: z.string().nullable().describe('Its trace.'),
    error: z.string().nullable(),
  })
  .meta({ id: 'ProviderTest' });
export type ProviderTest = z.infer<typeof ProviderTest>;

export interface Tried {
  /** `provider/name`. */
  readonly model: string;
  readonly task: ProviderTest['task'];
}

/**
 * Sends one short request as an application would, and says how it went. Newer chat models refuse `max_tokens` and older
 * hosts know nothing else: where one is refused by name, the other is tried.
 */
export async function tryModel(
  gateway: GatewayAddress,
  token: string,
  tried: Tried,
  signal: AbortSignal,
): Promise<ProviderTest> {
  const send = (limit: object) => tryOnce(gateway, token, tried, limit, signal);
  if (tried.task === 'embeddings') return send({});
  const limits = [{ max_tokens: FEW_TOKENS }, { max_completion_tokens: TOKENS_TO_REASON }] as const;
  const [first, other] = reasons(tried.model) ? ([limits[1], limits[0]] as const) : limits;
  const result = await send(first);
  const refused = Object.keys(first)[0] ?? '';
  return result.status === 400 && result.error?.includes(refused) ? send(other) : result;
}

function reasons(model: string): boolean {
  return /\/(o\d|gpt-[5-9])/.test(model);
}

async function tryOnce(
  gateway: GatewayAddress,
  token: string,
  { model, task }: Tried,
  limit: object,
  signal: AbortSignal,
): Promise<ProviderTest> {
  const started = performance.now();
  const elapsed = (): number => Math.round((performance.now() - started) * 10) / 10;
  const chat = task === 'chat';
  const response = await fetch(
    gatewayUrl(gateway, chat ? '/v1/chat/completions' : '/v1/embeddings'),
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-signalbox-tags': 'provider-test',
      },
      body: JSON.stringify({
        model,
        ...(chat
          ? { messages: [{ role: 'user', content: 'Say OK.' }], stream: true, ...limit }
          : { input: 'OK' }),
      }),
      signal,
    },
  ).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw gatewayUnreachable(gateway, error);
  });
  const { ttft, error: failed } = await readAnswer(response, chat, elapsed);
  return {
    ok: failed === null,
    model,
    task,
    status: response.status,
    latency_ms: elapsed(),
    ttft_ms: ttft,
    request_id: response.headers.get('x-request-id'),
    error: failed === null ? null : failed.slice(0, MOST_ERROR_CHARACTERS),
  };
}

/** With which a model begins to answer. */
const SAID: ReadonlySet<ConversationEvent['type']> = new Set([
  'text',
  'reasoning',
  'refusal',
  'tool_call',
  'audio',
  'part',
]);

interface Read {
  readonly ttft: number | null;
  readonly error: string | null;
}

/** Reads an answer to its end; of a refusal, what it says. */
async function readAnswer(response: Response, chat: boolean, elapsed: () => number): Promise<Read> {
  const body = response.body ?? [];
  const type = response.headers.get('content-type') ?? undefined;
  let ttft: number | null = null;
  let error: string | null = null;
  try {
    if (!response.ok) return { ttft, error: await refusalIn(body) };
    if (chat) {
      for await (const events of answerEvents(body, type, openaiChat)) {
        if (events.some(({ type: kind }) => SAID.has(kind))) ttft ??= elapsed();
        for (const event of events) if (event.type === 'error') error ??= event.message;
      }
    } else {
      for await (const _ of body) ttft ??= elapsed();
    }
  } catch {
    error ??= 'the answer broke off';
  }
  return { ttft, error };
}

/** A refusal that says too much is read as far as this. */
const MOST_REFUSAL_BYTES = 1 << 20;

async function refusalIn(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    if (size < MOST_REFUSAL_BYTES) parts.push(part);
    size += part.length;
  }
  const bytes = Buffer.concat(parts);
  return openaiChat.readAnswer(bytes).error?.message ?? bytes.toString();
}

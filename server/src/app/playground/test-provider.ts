import { z } from 'zod';
import type { MintToken } from '../../identity/wiring.ts';
import { findProvider, type TriedProvider } from '../../inference/wiring.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type Endpoint, endpoint } from '../../platform/http/index.ts';
import type { Database } from '../../platform/postgres/index.ts';
import { type GatewayAddress, gatewayUnreachable, gatewayUrl } from './gateway-address.ts';
import { holderOf } from './token-holder.ts';

const WAIT_MS = 60_000;
const MOST_ERROR_CHARACTERS = 2_000;

const ProviderTest = z
  .object({
    ok: z.boolean(),
    model: z.string().describe('`provider/name` that was called.'),
    status: z.number().int().describe('HTTP status of the answer.'),
    latency_ms: z.number().describe('To the end of the answer.'),
    ttft_ms: z.number().nullable().describe('To its first part; null: there was none.'),
    request_id: z.string().nullable().describe('Its trace.'),
    error: z.string().nullable(),
  })
  .meta({ id: 'ProviderTest' });
type ProviderTest = z.infer<typeof ProviderTest>;

/** Calls a provider as an application would: through a gateway, recorded, priced, at most a few tokens. */
export function testProviderEndpoint(context: {
  readonly db: Database;
  readonly gateway: GatewayAddress;
  readonly mint: MintToken;
}): Endpoint {
  return endpoint({
    method: 'POST',
    path: '/api/v1/providers/:id/test',
    operationId: 'testProvider',
    summary: 'Sends one short request to a provider, by way of a gateway, and says how it went.',
    tag: 'providers',
    scope: 'providers:write',
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({
      model: z
        .string()
        .min(1)
        .max(300)
        .optional()
        .describe('The provider’s name of one; else its first.'),
    }),
    response: ProviderTest,
    async handler({ caller, params, body, signal }) {
      const provider = await findProvider(context.db, caller, params.id, body.model);
      const model = modelToTry(provider);
      const token = await context.mint(holderOf(caller));
      const patience = AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]);
      return await tryModel(context.gateway, token, { model, task: provider.task }, patience);
    },
  });
}

function modelToTry({ name, enabled, model }: TriedProvider): string {
  if (!enabled) {
    throw new SignalboxError(
      'conflict',
      `the provider ${name} is disabled, and gateways do not call it`,
      'Enable it first.',
    );
  }
  if (model !== null) return `${name}/${model}`;
  throw new SignalboxError(
    'request_invalid',
    `body/model: no model of ${name} is known by name`,
    'Name one, or list its models in the provider.',
  );
}

async function tryModel(
  gateway: GatewayAddress,
  token: string,
  { model, task }: { readonly model: string; readonly task: TriedProvider['task'] },
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
          ? { messages: [{ role: 'user', content: 'Say OK.' }], stream: true, max_tokens: 16 }
          : { input: 'OK' }),
      }),
      signal,
    },
  ).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw gatewayUnreachable(gateway, error);
  });
  let ttft: number | null = null;
  let text = '';
  let broke: string | null = null;
  const decoder = new TextDecoder();
  try {
    for await (const part of response.body ?? []) {
      text += decoder.decode(part, { stream: true });
      if (response.ok && (!chat || /"content":"[^"]/.test(text))) ttft ??= elapsed();
      // A stream that says too much is only waited for.
      if (text.length > 1 << 20) text = '';
    }
  } catch {
    broke = 'the answer broke off';
  }
  const failed = response.ok ? (broke ?? errorIn(text)) : (messageOf(text) ?? text);
  return {
    ok: failed === null,
    model,
    status: response.status,
    latency_ms: elapsed(),
    ttft_ms: ttft,
    request_id: response.headers.get('x-request-id'),
    error: failed === null ? null : failed.slice(0, MOST_ERROR_CHARACTERS),
  };
}

/** An error that came as an event of a stream. */
function errorIn(text: string): string | null {
  const event = /^data: (\{"error".*)$/m.exec(text)?.[1];
  return event === undefined ? null : (messageOf(event) ?? event);
}

const ErrorBody = z.object({ error: z.object({ message: z.string() }) });

function messageOf(text: string): string | null {
  try {
    return ErrorBody.parse(JSON.parse(text)).error.message;
  } catch {
    return null;
  }
}

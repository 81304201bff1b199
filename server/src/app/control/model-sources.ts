import { z } from 'zod';
import type { MintToken } from '../../identity/wiring.ts';
import type { InferenceContext } from '../../inference/wiring.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { Caller } from '../../platform/http/index.ts';
import { askUsage, type TelemetryLink } from '../../telemetry/wiring.ts';
import { type GatewayAddress, gatewayUrl, holderOf } from '../playground/index.ts';

/** A list must not wait for long for what it can do without. */
const WAIT_MS = 5_000;

const Listed = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Where models are known from beside the stored lists: a gateway, which asks the providers, and telemetry. */
export function modelSources(parts: {
  readonly gateway: GatewayAddress;
  readonly mint: MintToken;
  readonly traces: TelemetryLink;
}): Pick<InferenceContext, 'listedModels' | 'usedModels'> {
  return {
    listedModels: (caller, signal) =>
      orNull(signal, async (patience) => {
        const token = await parts.mint(holderOf(caller));
        const answer = await fetch(gatewayUrl(parts.gateway, '/v1/models'), {
          headers: { authorization: `Bearer ${token}` },
          signal: patience,
        });
        if (!answer.ok) return null;
        return Listed.parse(await answer.json()).data.map(({ id }) => id);
      }),
    usedModels: (caller, range, signal) =>
      mayReadUsage(caller)
        ? orNull(signal, async (patience) => {
            const query = { ...range, group_by: 'provider,model', percentiles: 'true' } as const;
            const { data } = await askUsage(parts.traces, caller, query, patience);
            return data.flatMap((row) =>
              typeof row.provider !== 'string' || typeof row.model !== 'string'
                ? []
                : [
                    {
                      provider: row.provider,
                      name: row.model,
                      usage: {
                        requests: row.requests,
                        errors: row.errors,
                        input_tokens: row.input_tokens,
                        output_tokens: row.output_tokens,
                        cost_usd: row.cost_usd,
                        priced_requests: row.priced_requests,
                        total_ms_mean: row.total_ms_mean,
                        total_ms: row.percentiles?.total_ms ?? null,
                        ttft_ms: row.percentiles?.ttft_ms ?? null,
                      },
                    },
                  ],
            );
          })
        : Promise.resolve(null),
  };
}

const mayReadUsage = (caller: Caller): boolean => caller.scopes.has('usage:read');

/** What a source answers within some seconds, or null: the list does without. Whoever leaves ends it. */
async function orNull<T>(
  signal: AbortSignal,
  ask: (patience: AbortSignal) => Promise<T | null>,
): Promise<T | null> {
  try {
    return await ask(AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]));
  } catch (error) {
    if (signal.aborted || isCallers(error)) throw error;
    return null;
  }
}

/** What the caller asked wrongly, such as a range that ends before it begins. */
function isCallers(error: unknown): boolean {
  return error instanceof SignalboxError && error.code === 'request_invalid';
}

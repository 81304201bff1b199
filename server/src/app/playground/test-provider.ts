import { z } from 'zod';
import type { MintToken } from '../../identity/wiring.ts';
import { findProvider, type TriedProvider } from '../../inference/wiring.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type Endpoint, endpoint } from '../../platform/http/index.ts';
import type { Database } from '../../platform/postgres/index.ts';
import type { GatewayAddress } from './gateway-address.ts';
import { holderOf } from './token-holder.ts';
import { ProviderTest, tryModel } from './try-model.ts';

const WAIT_MS = 60_000;

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
      task: ProviderTest.shape.task
        .optional()
        .describe('As what to call it; else as its name says.'),
    }),
    response: ProviderTest,
    async handler({ caller, params, body, signal }) {
      const provider = await findProvider(context.db, caller, params.id, body.model);
      const model = modelToTry(provider);
      const token = await context.mint(holderOf(caller));
      const patience = AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]);
      const task = body.task ?? provider.task;
      return await tryModel(context.gateway, token, { model, task }, patience);
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

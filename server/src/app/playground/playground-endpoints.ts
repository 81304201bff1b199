import { z } from 'zod';
import type { MintToken } from '../../identity/wiring.ts';
import type { Config } from '../../platform/config/index.ts';
import { type Endpoint, endpoint, rawEndpoint } from '../../platform/http/index.ts';
import { ConversationEvent } from '../../protocols/conversation/index.ts';
import { openaiChat, type Protocol } from '../../protocols/index.ts';
import type { GatewayAddress } from './gateway-address.ts';
import { relay, relayAgent } from './relay.ts';
import { holderOf } from './token-holder.ts';

export interface PlaygroundContext {
  readonly gateway: GatewayAddress;
  readonly mint: MintToken;
}

/** Described loosely: the gateway and the model's host say what they take. */
const Wire = z.looseObject({}).describe('As the OpenAI protocol has it.');
const Request = z.looseObject({ model: z.string() }).describe('As the OpenAI protocol has it.');
const Event = ConversationEvent.describe(
  'One a line (`application/x-ndjson`), as they come; an answer that is not streamed comes to the same.',
).meta({ id: 'ConversationEvent' });

/** The gateway's own endpoints on the console's port, for whoever is signed in there; and chat as the console reads it. */
export function playgroundEndpoints({ gateway, mint }: PlaygroundContext): Endpoint[] {
  const agent = relayAgent();
  const relayed = (
    declaration: Pick<Endpoint, 'method' | 'operationId' | 'summary' | 'body'> &
      Partial<Pick<Endpoint, 'path' | 'response'>>,
    path: string,
    read: Protocol | null = null,
  ): Endpoint =>
    rawEndpoint({
      path: `/api/v1/playground${path}` as Endpoint['path'],
      response: Wire,
      ...declaration,
      tag: 'playground',
      scope: 'inference',
      raw: async (call) =>
        relay({ gateway, agent, path, read }, await mint(holderOf(call.caller)), call),
    });
  return [
    relayed(
      {
        method: 'POST',
        path: '/api/v1/playground/chat',
        operationId: 'playgroundConversation',
        summary: 'A chat completion by a gateway of this host, its answer as events of one form.',
        body: Request,
        response: Event,
      },
      '/v1/chat/completions',
      openaiChat,
    ),
    relayed(
      {
        method: 'POST',
        operationId: 'playgroundChat',
        summary: 'A chat completion by a gateway of this host, streamed where that is asked for.',
        body: Request,
      },
      '/v1/chat/completions',
    ),
    relayed(
      {
        method: 'POST',
        operationId: 'playgroundEmbeddings',
        summary: 'Embeddings by a gateway of this host.',
        body: Request,
      },
      '/v1/embeddings',
    ),
    relayed(
      {
        method: 'GET',
        operationId: 'playgroundModels',
        summary: 'The models that the caller may call and that are known by name.',
      },
      '/v1/models',
    ),
  ];
}

/** Where applications call: for the console's ready-made commands. */
export function gatewayEndpoint({
  gatewayUrl,
  port,
}: Pick<Config, 'gatewayUrl' | 'port'>): Endpoint {
  return endpoint({
    method: 'GET',
    path: '/api/v1/gateway',
    operationId: 'getGateway',
    summary: 'Where applications reach the gateway.',
    tag: 'system',
    access: 'caller',
    response: z
      .object({
        url: z.string().nullable().describe('Null: at the host of the console, on `port`.'),
        port: z.number().int(),
      })
      .meta({ id: 'GatewayAddress' }),
    handler: async () => ({ url: gatewayUrl?.replace(/\/+$/, '') ?? null, port }),
  });
}

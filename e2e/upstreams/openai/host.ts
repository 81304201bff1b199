import { z } from 'zod';
import type { Call } from '../call.ts';
import { Refusal } from '../check/refusal.ts';
import { ModelHost, type Route } from '../model-host.ts';
import { chatRoute } from '../openai-chat/routes.ts';
import { responsesRoutes } from '../openai-responses/routes.ts';
import { embedding } from '../scene/embedding.ts';
import { answerHeaders, readBody, writeRefusal } from './refusals.ts';

export const OPENAI_KEY = 'sk-openai-upstream-secret';
const MODELS = ['gpt-4.1', 'gpt-5.4', 'text-embedding-3-small'];

/** OpenAI's own host: chat, Responses with a store, embeddings and the list of models. */
export class OpenAiHost extends ModelHost {
  protected override readonly routes: readonly Route[] = [
    chatRoute(/^\/v1\/chat\/completions$/, (seen) => this.seen.push(seen)),
    ...responsesRoutes('/v1', (seen) => this.seen.push(seen)),
    { method: 'POST', path: /^\/v1\/embeddings$/, run: embed },
    { method: 'GET', path: /^\/v1\/models$/, run: listModels },
  ];

  override get baseUrl(): string {
    return `${this.origin}/v1`;
  }

  protected override checkCredential(call: Call): void {
    const { authorization } = call.headers;
    if (authorization === undefined) {
      throw new Refusal(
        401,
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
      );
    }
    if (authorization !== `Bearer ${OPENAI_KEY}`) {
      throw new Refusal(401, `Incorrect API key provided: ${authorization.slice(0, 12)}***.`, {
        code: 'invalid_api_key',
      });
    }
  }

  protected override refuse(call: Call, refusal: Refusal): void {
    writeRefusal(call, refusal);
  }

  protected override noSuchPath(call: Call): Refusal {
    return new Refusal(404, `Invalid URL (${call.method} ${call.url.pathname})`);
  }
}

const EmbeddingsBody = z.strictObject({
  input: z.union([
    z.string(),
    z.array(z.string()).min(1),
    z.array(z.number()),
    z.array(z.array(z.number())),
  ]),
  model: z.string(),
  dimensions: z.number().int().min(1).optional(),
  encoding_format: z.enum(['float', 'base64']).optional(),
  user: z.string().optional(),
});

function embed(call: Call): void {
  const body = readBody(EmbeddingsBody, call);
  const isOne = typeof body.input === 'string' || typeof body.input[0] === 'number';
  const inputs: unknown[] = isOne || !Array.isArray(body.input) ? [body.input] : body.input;
  const data = inputs.map((input, index) => {
    const values = embedding(JSON.stringify(input), body.dimensions ?? 8);
    return {
      object: 'embedding',
      index,
      embedding:
        body.encoding_format === 'base64'
          ? Buffer.from(new Float32Array(values).buffer).toString('base64')
          : values,
    };
  });
  const usage = { prompt_tokens: 5 * inputs.length, total_tokens: 5 * inputs.length };
  call.answer(
    200,
    JSON.stringify({ object: 'list', data, model: body.model, usage }, null, 2),
    answerHeaders('application/json'),
  );
}

function listModels(call: Call): void {
  const data = MODELS.map((id) => ({
    id,
    object: 'model',
    created: 1_760_000_000,
    owned_by: 'system',
  }));
  call.answer(
    200,
    JSON.stringify({ object: 'list', data }, null, 2),
    answerHeaders('application/json'),
  );
}

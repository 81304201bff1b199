import type { Call } from '../call.ts';
import { Refusal } from '../check/refusal.ts';
import { ModelHost, type Route } from '../model-host.ts';
import { writeRefusal } from '../openai/refusals.ts';
import { chatRoute } from '../openai-chat/routes.ts';
import { responsesRoutes } from '../openai-responses/routes.ts';

export const AZURE_KEY = 'azure-upstream-secret';

/**
 * A resource of Azure OpenAI: what OpenAI's host speaks, under the paths of its deployments (whose name is the model's), with
 * the version in the query, and under `/openai/v1`; the key in a header of its own, and what its filters found in each answer.
 */
export class AzureHost extends ModelHost {
  protected override readonly routes: readonly Route[] = [
    chatRoute(
      /^\/openai\/deployments\/([^/]+)\/chat\/completions$/,
      (seen) => this.seen.push(seen),
      { azure: true },
    ),
    chatRoute(/^\/openai\/v1\/chat\/completions$/, (seen) => this.seen.push(seen), { azure: true }),
    ...responsesRoutes('/openai/v1', (seen) => this.seen.push(seen)),
    ...responsesRoutes('/openai', (seen) => this.seen.push(seen)),
  ];

  override get baseUrl(): string {
    return this.origin;
  }

  protected override checkCredential(call: Call): void {
    const isKnown =
      call.headers['api-key'] === AZURE_KEY ||
      call.headers.authorization === 'Bearer entra-token-of-the-test';
    if (!isKnown) {
      throw new Refusal(
        401,
        'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
        { code: '401' },
      );
    }
    const isDated = !call.url.pathname.startsWith('/openai/v1/');
    if (
      isDated &&
      !/^\d{4}-\d\d-\d\d(-preview)?$|^(preview|latest|v1)$/.test(
        call.url.searchParams.get('api-version') ?? '',
      )
    ) {
      throw new Refusal(404, 'Resource not found', { code: '404' });
    }
  }

  protected override refuse(call: Call, refusal: Refusal): void {
    if (refusal.status !== 401 && refusal.status !== 404) {
      writeRefusal(call, refusal);
      return;
    }
    const { code = String(refusal.status) } = refusal.details;
    call.answer(refusal.status, JSON.stringify({ error: { code, message: refusal.message } }), {
      'content-type': 'application/json',
      'apim-request-id': 'of-the-test',
    });
  }

  protected override noSuchPath(): Refusal {
    return new Refusal(404, 'Resource not found', { code: '404' });
  }
}

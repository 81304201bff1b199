import type { Call } from '../call.ts';
import { Refusal } from '../check/refusal.ts';
import { GeminiHost } from '../gemini/host.ts';
import { badRequest } from '../gemini/refusals.ts';
import type { GenerateBody } from '../gemini/request.ts';
import type { Route } from '../model-host.ts';
import type { GoogleTokenEndpoint } from './token-endpoint.ts';

const PLACE = '/v1/projects/test-project/locations/us-central1/publishers/google';
const METHOD = (name: string) => new RegExp(`^${PLACE}/models/([^:/]+):${name}$`);

/** The Gemini API on Vertex AI: under the paths of a project, to those who have a token, and with a role in every content. */
export class VertexHost extends GeminiHost {
  readonly #tokens: GoogleTokenEndpoint;

  constructor(tokens: GoogleTokenEndpoint) {
    super();
    this.#tokens = tokens;
  }

  protected override readonly routes: readonly Route[] = [
    {
      method: 'POST',
      path: METHOD('generateContent'),
      run: (call, [model = '']) => this.generate(call, model, false),
    },
    {
      method: 'POST',
      path: METHOD('streamGenerateContent'),
      run: (call, [model = '']) => this.generate(call, model, true),
    },
  ];

  override get baseUrl(): string {
    return `${this.origin}${PLACE}`;
  }

  protected override checkCredential(call: Call): void {
    const [scheme, token = ''] = call.headers.authorization?.split(' ') ?? [];
    if (scheme === 'Bearer' && this.#tokens.knows(token)) return;
    throw new Refusal(
      401,
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    );
  }

  protected override check(body: GenerateBody, model: string): void {
    super.check(body, model);
    for (const { role } of body.contents) {
      if (role !== 'user' && role !== 'model')
        throw badRequest('Please use a valid role: user, model.');
    }
  }
}

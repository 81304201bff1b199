/**
 * The model hosts of the tests, by hand: what the real ones would take and answer, on the loopback, without an account.
 *
 *     node e2e/upstreams/run.ts          (Node 22.19 or newer; `npm run upstreams` brings one)
 *
 * prints where each listens, the key it wants, and what to set so that a gateway uses it, and then a line for every call: what
 * was asked, the answer's status and, where it was refused, why.
 *
 * Every request is held to what the provider publishes, by checks written from the types of its own SDK: the credential's
 * header, members that are required or not known, the order of roles, ids of tools, signatures that must come back. Refusals
 * are in the provider's own error shape. What is answered follows from the request (`scene/script.ts`): tools are called,
 * what they said is told back, schemas are obeyed, images and documents described by type and size, and else a text is said.
 * Words in the user's last text choose the rest, or the model's name after `--` (`gpt-4.1--rate-limited`):
 *
 *     #rate-limited #bad-request #broken #overloaded   an error before anything is answered
 *     #no-answer                                       nothing, ever
 *     #broken-stream #cut                              a stream that breaks off after three pieces
 *     #long #slow #split                               600 pieces, 50 ms apart; 20 ms apart; three bytes at a time
 *     #parallel #turns=N #talk #no-tools               two calls at once; calls until N results; a text beside calls; none
 *     #cached #short #stop #refuse #system             usage with a cache; the other reasons to stop; the instructions told
 *
 * What today's clients send that one might not expect: `@anthropic-ai/sdk` from 1.0 on says `anthropic-version: 2026-10-21`,
 * which has no `temperature`, `top_p` and `top_k`, and sends its key as `Authorization: Bearer`; `@google/genai` from 3.0 on
 * posts to `/v1/models/…:generateContent`, not `/v1beta`; LangChain names the tool in chat's tool messages.
 *
 * Models that think: `gpt-5…` and `o…` (OpenAI), `gemini-3…` (which wants its thought signatures back) and, where thinking is
 * asked for, the others. Models after `claude-opus-4-6` take no sampling.
 */
import { ANTHROPIC_KEY, AnthropicHost } from './anthropic/host.ts';
import { AZURE_KEY, AzureHost } from './azure/host.ts';
import { GEMINI_KEY, GeminiHost } from './gemini/host.ts';
import type { ModelHost } from './model-host.ts';
import { OPENAI_KEY, OpenAiHost } from './openai/host.ts';

const FIRST_PORT = Number(process.env['UPSTREAMS_PORT'] ?? 4610);
const hosts: readonly {
  name: string;
  host: ModelHost;
  key: string;
  variables: [string, string];
}[] = [
  {
    name: 'OpenAI',
    host: new OpenAiHost(),
    key: OPENAI_KEY,
    variables: ['OPENAI_BASE_URL', 'OPENAI_API_KEY'],
  },
  {
    name: 'Anthropic',
    host: new AnthropicHost(),
    key: ANTHROPIC_KEY,
    variables: ['ANTHROPIC_BASE_URL', 'ANTHROPIC_API_KEY'],
  },
  {
    name: 'Gemini',
    host: new GeminiHost(),
    key: GEMINI_KEY,
    variables: ['GEMINI_BASE_URL', 'GEMINI_API_KEY'],
  },
  {
    name: 'Azure',
    host: new AzureHost(),
    key: AZURE_KEY,
    variables: ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY'],
  },
];

for (const [n, { name, host, key, variables }] of hosts.entries()) {
  await host.listen(FIRST_PORT + n);
  host.onAnswer = (call, refusal) => {
    console.log(
      `${name} ${call.method} ${call.url.pathname} ${call.status} ${refusal?.message ?? ''}`,
    );
  };
  console.log(`export ${variables[0]}=${host.baseUrl} ${variables[1]}=${key}`);
}

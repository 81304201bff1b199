import { ANTHROPIC_KEY, AnthropicHost } from '../upstreams/anthropic/host.ts';
import { GEMINI_KEY, GeminiHost } from '../upstreams/gemini/host.ts';
import type { ModelHost } from '../upstreams/model-host.ts';
import { OPENAI_KEY, OpenAiHost } from '../upstreams/openai/host.ts';
import type { ClientProtocol, Target } from './client.ts';

/** A host for each protocol of clients, to send them to without a gateway between. */
export class OwnHosts implements AsyncDisposable {
  readonly #openai = new OpenAiHost();
  readonly #anthropic = new AnthropicHost();
  readonly #gemini = new GeminiHost();
  readonly all: readonly ModelHost[] = [this.#openai, this.#anthropic, this.#gemini];

  async listen(): Promise<void> {
    await Promise.all(this.all.map((host) => host.listen()));
  }

  target(protocol: ClientProtocol): Target {
    switch (protocol) {
      case 'openai-chat':
      case 'openai-responses':
        return { origin: this.#openai.origin, key: OPENAI_KEY, model: 'gpt-4.1' };
      case 'anthropic':
        return { origin: this.#anthropic.origin, key: ANTHROPIC_KEY, model: 'claude-sonnet-4-5' };
      case 'gemini':
        return { origin: this.#gemini.origin, key: GEMINI_KEY, model: 'gemini-2.5-flash' };
    }
  }

  /** Why the hosts did not take what clients sent. */
  get refusals(): string[] {
    return this.all.flatMap(({ refusals }) => refusals.map(({ message }) => message));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const host of this.all) await host[Symbol.asyncDispose]();
  }
}

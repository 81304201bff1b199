import { openaiChat } from '../../../protocols/index.ts';
import type { Provider } from '../provider.ts';
import type { Random } from './random.ts';
import { respond } from './respond.ts';
import { SandboxExchange } from './sandbox-exchange.ts';

/**
 * A provider inside the process that speaks OpenAI's wire format and answers what it is told to: for tests and load.
 * Every answer says so (`"model":"sandbox/…"`, `"system_fingerprint":"sandbox"`), and it has no other names.
 */
export function createSandboxProvider(
  options: { readonly name?: string; readonly random?: Random; readonly now?: () => number } = {},
): Provider {
  const { name = 'sandbox', random = Math.random, now = Date.now } = options;
  return {
    name,
    kind: 'sandbox',
    protocols: [openaiChat],
    dispatch(call, handler) {
      const answer = respond(call, random, now());
      const exchange = new SandboxExchange(name, answer, call.timeouts, handler);
      exchange.start();
      return exchange;
    },
    async [Symbol.asyncDispose]() {
      // Calls in flight end by themselves.
    },
  };
}

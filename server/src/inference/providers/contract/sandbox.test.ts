import { createSandboxProvider } from '../sandbox/provider.ts';
import type { Behaviour } from './behaviour.ts';
import { providerContract } from './provider-contract.ts';

const EVENT = /^data: \{/gm;
/** Events beside those of tokens: the role and the finish reason. */
const OTHER_EVENTS = 2;

function optionsOf(behaviour: Behaviour): object | null {
  switch (behaviour.kind) {
    case 'whole':
      return {};
    case 'stream':
      return { tokens: behaviour.events - OTHER_EVENTS };
    case 'error':
      return { error_status: behaviour.status };
    case 'silent':
      return { latency_ms: 600_000 };
    case 'stalls':
      return { tps: 0.001 };
    case 'trickles':
      return { tokens: 100_000, tps: 50 };
    case 'breaks':
      return { tokens: 50, cut_after: 20 };
    case 'empty':
    case 'redirect':
    case 'hangs_up':
      return null;
  }
}

providerContract('the sandbox', {
  body(behaviour) {
    const options = optionsOf(behaviour);
    const stream = !['whole', 'error', 'silent'].includes(behaviour.kind);
    return (
      options && {
        model: 'lorem',
        messages: [{ role: 'user', content: 'x' }],
        stream,
        sandbox: options,
      }
    );
  },
  eventsIn: (text) => text.match(EVENT)?.length ?? 0,
  start: async () => ({
    provider: createSandboxProvider(),
    host: null,
    hungUp: null,
    received: null,
  }),
});

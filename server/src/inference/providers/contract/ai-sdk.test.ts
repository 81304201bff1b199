import { writeCall } from '../../../protocols/index.ts';
import { createAiSdkProvider } from '../ai-sdk/provider.ts';
import { TestProxy } from '../testing/test-proxy.ts';
import type { Behaviour } from './behaviour.ts';
import { type Adapter, providerContract, type Subject } from './provider-contract.ts';
import { type HostForm, ScriptedHost } from './scripted-host.ts';

/** Cohere's, whose model says what it is told in the last message. */
const COHERE: HostForm = {
  behaviourIn(body) {
    const { messages } = JSON.parse(body) as {
      messages: { content: { text: string }[] | string }[];
    };
    const said = messages.at(-1)?.content ?? '';
    return JSON.parse(typeof said === 'string' ? said : (said[0]?.text ?? ''));
  },
  completion: JSON.stringify({
    generation_id: '1',
    message: { role: 'assistant', content: [{ type: 'text', text: 'x' }] },
    finish_reason: 'COMPLETE',
    usage: { tokens: { input_tokens: 1, output_tokens: 1 } },
  }),
  event:
    'event: content-delta\ndata: {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"some text"}}}}\n\n',
  end: 'event: message-end\ndata: {"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{"tokens":{"input_tokens":1,"output_tokens":2}}}}\n\n',
};

async function start(
  options: { readonly encoded?: boolean; readonly proxied?: boolean } = {},
): Promise<Subject> {
  const stack = new AsyncDisposableStack();
  const host = stack.use(await ScriptedHost.start(null, options.encoded, COHERE));
  const proxy = options.proxied ? stack.use(await TestProxy.start({ port: host.port })) : null;
  const provider = createAiSdkProvider({
    kind: 'cohere',
    name: 'host',
    baseUrl: proxy === null ? `http://127.0.0.1:${host.port}` : 'http://provider.test',
    credential: 'sk-1',
    reach: 'any',
    connectTimeoutMs: 2_000,
    proxy: proxy?.url ?? null,
  });
  return { provider, host: stack, hungUp: () => host.hungUp, received: () => host.received };
}

const STREAMS: readonly Behaviour['kind'][] = ['stream', 'stalls', 'trickles', 'breaks'];
const adapter: Pick<Adapter, 'body' | 'eventsIn'> = {
  body: (behaviour) =>
    // Nothing is no answer of Cohere's.
    behaviour.kind === 'empty'
      ? null
      : JSON.parse(
          writeCall({
            kind: 'chat',
            model: 'm',
            stream: STREAMS.includes(behaviour.kind),
            drops: false,
            messages: [
              {
                role: 'user',
                name: null,
                parts: [{ type: 'text', content: JSON.stringify(behaviour) }],
              },
            ],
            tools: [],
            settings: {},
          }).toString(),
        ),
  eventsIn: (text) => text.split('data: {"type":"text"').length - 1,
};

providerContract('a host through the AI SDK', { ...adapter, start: () => start() });
providerContract('a host through the AI SDK that compresses', {
  ...adapter,
  start: () => start({ encoded: true }),
});
providerContract('a host through the AI SDK, behind a proxy', {
  ...adapter,
  start: () => start({ proxied: true }),
});

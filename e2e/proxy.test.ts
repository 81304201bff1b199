import { expect, it } from 'vitest';
import { TestProxy } from '../server/src/inference/providers/testing/test-proxy.ts';
import {
  startTlsUpstream,
  TEST_CA_FILE,
} from '../server/src/inference/providers/testing/tls-upstream.ts';
import { BOOTSTRAP_KEY, System } from './harness/system.ts';

it('calls a provider through the proxy of the environment, trusting the authority it was given', async () => {
  await using upstream = await startTlsUpstream((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"id":"from-behind-the-proxy","choices":[]}');
  });
  await using proxy = await TestProxy.start({ port: upstream.port, credentials: 'me:hush-hush' });
  await using system = await System.start({
    env: {
      HTTPS_PROXY: proxy.url.href,
      NO_PROXY: 'elsewhere.test',
      SIGNALBOX_CA_FILE: TEST_CA_FILE,
      NODE_EXTRA_CA_CERTS: '',
      SIGNALBOX_LOG_LEVEL: 'trace',
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: 'https://provider.test/v1',
    },
  });
  const response = await fetch(`${system.gateway}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BOOTSTRAP_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'openai/any', messages: [{ role: 'user', content: 'hi' }] }),
  });
  expect(await response.text()).toContain('from-behind-the-proxy');
  expect(proxy.asked).toEqual(['CONNECT provider.test:443']);
  expect(system.output).not.toContain('hush-hush');
});

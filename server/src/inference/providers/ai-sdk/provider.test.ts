import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeCall } from '../../../protocols/index.ts';
import { Heard } from '../contract/heard.ts';
import { ScriptedHost } from '../contract/scripted-host.ts';
import { TestProxy } from '../testing/test-proxy.ts';
import { createAiSdkProvider } from './provider.ts';

const OTHERS = {
  AWS_ACCESS_KEY_ID: 'AKIAOFANOTHERONE0000',
  AWS_SECRET_ACCESS_KEY: 'secret-of-another',
  AWS_BEARER_TOKEN_BEDROCK: 'token-of-another',
  AWS_REGION: 'eu-west-1',
};
beforeEach(() => {
  Object.assign(process.env, OTHERS);
});
afterEach(() => {
  for (const name of Object.keys(OTHERS)) delete process.env[name];
});

const make = (credential: string | null, baseUrl: string, proxy: URL | null = null) =>
  createAiSdkProvider({
    kind: 'bedrock',
    name: 'aws',
    baseUrl,
    credential,
    reach: 'any',
    connectTimeoutMs: 1_000,
    proxy,
  });
const KEYS = 'AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfi';
const CALL = writeCall({
  kind: 'chat',
  model: 'm',
  stream: false,
  drops: false,
  messages: [{ role: 'user', name: null, parts: [{ type: 'text', content: 'hi' }] }],
  tools: [],
  settings: {},
});

describe('a provider of Bedrock', () => {
  it.each([
    [
      KEYS,
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d{8}\/us-east-1\/bedrock\//,
      undefined,
    ],
    [`${KEYS}:a-session`, /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/, 'a-session'],
    ['a-key-of-the-api', /^Bearer a-key-of-the-api$/, undefined],
  ])('logs in with what it was given (%s), and with nothing of the environment', async (...row) => {
    const [credential, authorization, token] = row;
    await using host = await ScriptedHost.start(null, false, {
      behaviourIn: () => ({ kind: 'whole' }),
      completion:
        '{"output":{"message":{"role":"assistant","content":[{"text":"x"}]}},"stopReason":"end_turn","usage":{"inputTokens":1,"outputTokens":1,"totalTokens":2}}',
      event: '',
      end: '',
    });
    await using proxy = await TestProxy.start({ port: host.port });
    await using provider = make(
      credential,
      'http://bedrock-runtime.us-east-1.amazonaws.test',
      proxy.url,
    );
    const one = new Heard(provider, { body: CALL });
    await one.done;
    expect([one.status, one.error]).toEqual([200, null]);
    expect(host.received.target).toBe('/model/m/converse');
    expect(host.received.headers['authorization']).toMatch(authorization);
    expect(host.received.headers['x-amz-security-token']).toBe(token);
    expect(provider.blank?.inText(`no ${credential.split(':').at(-1)}`)).toBe('no [credential]');
  });

  it('is none without a credential, or without a region to sign for', () => {
    expect(() => make(null, 'https://bedrock-runtime.us-east-1.amazonaws.com')).toThrow(
      /credential/,
    );
    expect(() => make(' ', 'https://bedrock-runtime.us-east-1.amazonaws.com')).toThrow(
      /credential/,
    );
    expect(() => make(KEYS, 'https://proxy.example')).toThrow(/region/);
    expect(() =>
      make(KEYS, 'https://vpce-1.bedrock-runtime.eu-west-1.vpce.amazonaws.com'),
    ).not.toThrow();
    expect(() => make('a-key-of-the-api', 'https://proxy.example')).not.toThrow();
  });
});

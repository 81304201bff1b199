import { describe, expect, it } from 'vitest';
import { readAddress, upstreamPath } from './address.ts';

describe('an address', () => {
  it.each([
    ['/v1beta/models/gemini-2.5-flash:generateContent', '', 'chat', 'gemini-2.5-flash', 'whole'],
    ['/v1beta/models/m:streamGenerateContent', 'alt=sse', 'chat', 'm', 'events'],
    ['/v1beta/models/m:streamGenerateContent', 'key=k&%24alt=sse', 'chat', 'm', 'events'],
    ['/v1beta/models/m:streamGenerateContent', 'alt=json', 'chat', 'm', 'json_array'],
    ['/v1beta/models/m:streamGenerateContent', '', 'chat', 'm', 'json_array'],
    ['/v1/models/m:streamGenerateContent', 'alt=sse', 'chat', 'm', 'events'],
    ['/v1beta/models/m:countTokens', '', 'count_tokens', 'm', 'whole'],
    ['/v1beta/models/openai/gpt-4.1:generateContent', '', 'chat', 'openai/gpt-4.1', 'whole'],
    ['/v1beta/openai/gpt-4.1:generateContent', '', 'chat', 'openai/gpt-4.1', 'whole'],
    ['/v1beta/models/openai%2Fgpt-4.1:generateContent', '', 'chat', 'openai/gpt-4.1', 'whole'],
    ['/v1beta/models/ollama/llama3:8b:generateContent', '', 'chat', 'ollama/llama3:8b', 'whole'],
    ['/v1beta/tunedModels/mine:generateContent', '', 'chat', 'tunedModels/mine', 'whole'],
    ['/v1beta/models/app%3Asupport:generateContent', 'alt=sse', 'chat', 'app:support', 'whole'],
  ])('%s?%s asks for %s of %s', (path, query, operation, model, form) => {
    expect(readAddress(path, query)).toEqual({ operation, model, form });
  });

  it('tells one text to embed from a list of them', () => {
    const of = (method: string) => readAddress(`/v1beta/models/e:${method}`, '');
    expect(of('embedContent')).toMatchObject({ operation: 'embeddings', batch: false });
    expect(of('batchEmbedContents')).toMatchObject({ operation: 'embeddings', batch: true });
  });

  it.each([
    '/v1beta/models/m',
    '/v1beta/models/:generateContent',
    '/v1beta/models/m:generateAnswer',
    '/v1beta/models/100%:generateContent',
    '/v1beta/tunedModels/:generateContent',
    '/v1beta/m:generateContent',
    '/v1beta/files/f:download',
    '/v2/models/m:generateContent',
    '/v1/models/app:support',
  ])('%s is none', (path) => {
    expect(readAddress(path, '')).toBeNull();
  });
});

describe("a provider's address", () => {
  it.each([
    [{ operation: 'chat', stream: false }, 'g', '/v1beta/models/g:generateContent'],
    [{ operation: 'chat', stream: true }, 'g', '/v1beta/models/g:streamGenerateContent?alt=sse'],
    [
      { operation: 'chat', stream: true, form: 'json_array' },
      'models/g',
      '/v1beta/models/g:streamGenerateContent',
    ],
    [{ operation: 'chat', stream: false }, 'a b:1', '/v1beta/models/a%20b%3A1:generateContent'],
    [
      { operation: 'count_tokens', stream: false },
      'tunedModels/t',
      '/v1beta/tunedModels/t:countTokens',
    ],
    [{ operation: 'embeddings', stream: false }, 'e', '/v1beta/models/e:batchEmbedContents'],
    [
      { operation: 'embeddings', stream: false, batch: false },
      'e',
      '/v1beta/models/e:embedContent',
    ],
  ] as const)('for %j of %s is %s', (request, model, path) => {
    expect(upstreamPath(request, model)).toBe(path);
  });

  it('is none for an operation that Gemini does not have', () => {
    const completion = { operation: 'text_completion', stream: false } as const;
    expect(() => upstreamPath(completion, 'g')).toThrow('no text completion');
  });

  it('is read back as what was asked for', () => {
    for (const form of ['events', 'json_array'] as const) {
      const asked = { operation: 'chat', stream: true, form } as const;
      const [path = '', query = ''] = upstreamPath(asked, 'openai/o:1 %').split('?');
      expect(readAddress(path, query)).toEqual({ operation: 'chat', model: 'openai/o:1 %', form });
    }
  });
});

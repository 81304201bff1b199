import { expect, it } from 'vitest';
import { storedBaseUrl } from './base-url.ts';

it.each([
  ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1//', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/chat/completions/', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1//embeddings', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/completions', 'https://api.openai.com/v1'],
  ['https://api.openai.com/v1/responses', 'https://api.openai.com/v1'],
  ['http://host:8000/chat/completions', 'http://host:8000'],
  ['https://it.services.ai.azure.com/models', 'https://it.services.ai.azure.com/models'],
  ['https://host/my-completions', 'https://host/my-completions'],
])('of a base URL %s, %s is kept', (given, kept) =>
  expect(storedBaseUrl(given, 'openai')).toBe(kept),
);

it.each([
  'https://me.openai.azure.com',
  'https://me.openai.azure.com/',
  'https://me.openai.azure.com/openai',
  'https://me.openai.azure.com/openai/v1/',
  'https://me.openai.azure.com/openai/v1/chat/completions',
  'https://me.openai.azure.com/openai/responses',
  'https://me.openai.azure.com/openai/deployments/gpt-4o/chat/completions',
])('of an address of Azure %s, the resource is kept', (given) =>
  expect(storedBaseUrl(given, 'azure')).toBe('https://me.openai.azure.com'),
);

it.each([
  ['anthropic', 'https://api.anthropic.com/v1'],
  ['anthropic', 'https://api.anthropic.com/v1/messages'],
  ['anthropic', 'https://api.anthropic.com/v1/messages/count_tokens/'],
  ['gemini', 'https://g.example/v1beta'],
  ['gemini', 'https://g.example/v1'],
  ['gemini', 'https://g.example/v1beta/models'],
  ['gemini', 'https://g.example/v1beta/models/gemini-2.5-pro:generateContent'],
  ['gemini', 'https://g.example/v1beta/openai/'],
])('of a base URL of the kind %s, %s, the host is kept', (kind, given) =>
  expect(storedBaseUrl(given, kind)).toBe(new URL(given).origin),
);

it('keeps a path that is part of a base URL', () => {
  expect(storedBaseUrl('https://api.deepseek.com/anthropic', 'anthropic')).toBe(
    'https://api.deepseek.com/anthropic',
  );
  expect(storedBaseUrl('https://proxy.example/gemini/v1beta', 'gemini')).toBe(
    'https://proxy.example/gemini',
  );
});

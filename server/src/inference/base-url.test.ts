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

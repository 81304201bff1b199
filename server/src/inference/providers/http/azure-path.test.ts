import { expect, it } from 'vitest';
import { azurePath } from './azure-path.ts';

const chat = { path: '/chat/completions', model: 'my gpt' };

it.each([
  [chat, null, '/openai/v1/chat/completions'],
  [chat, 'preview', '/openai/v1/chat/completions?api-version=preview'],
  [chat, '2024-10-21', '/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21'],
  [
    { path: '/embeddings', model: 'e' },
    '2025-04-01-preview',
    '/openai/deployments/e/embeddings?api-version=2025-04-01-preview',
  ],
  // What no deployment serves has none in its address.
  [{ path: '/responses', model: 'gpt' }, null, '/openai/v1/responses'],
  [
    { path: '/responses', model: 'gpt' },
    '2025-04-01-preview',
    '/openai/responses?api-version=2025-04-01-preview',
  ],
  [
    { path: '/responses/r/input_items?limit=2', model: '' },
    '2025-04-01-preview',
    '/openai/responses/r/input_items?limit=2&api-version=2025-04-01-preview',
  ],
  [{ path: '/models', model: null }, '2024-10-21', '/openai/models?api-version=2024-10-21'],
] as const)('takes %j with the version %s to %s', (call, apiVersion, path) => {
  expect(azurePath(call, apiVersion)).toBe(path);
});

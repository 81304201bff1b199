import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../post.ts';
import { AZURE_KEY, AzureHost } from './host.ts';

const azure = new AzureHost();
beforeAll(async () => {
  await azure.listen();
});
afterAll(async () => {
  await azure[Symbol.asyncDispose]();
});

describe('Azure', () => {
  const path = '/openai/deployments/gpt-4.1/chat/completions';
  const body = { messages: [{ role: 'user', content: 'hi' }] };
  it('takes a deployment for the model and says what its filters found', async () => {
    const { json } = await post(
      `${azure.origin}${path}?api-version=2024-10-21`,
      { 'api-key': AZURE_KEY },
      body,
    );
    expect(json).toMatchObject({
      model: 'gpt-4.1',
      prompt_filter_results: [{}],
      choices: [{ content_filter_results: {} }],
    });
  });
  it('refuses another’s key and no version', async () => {
    expect(
      (
        await post(
          `${azure.origin}${path}?api-version=2024-10-21`,
          { authorization: 'Bearer sk-other' },
          body,
        )
      ).json.error.code,
    ).toBe('401');
    expect(
      (await post(`${azure.origin}${path}`, { 'api-key': AZURE_KEY }, body)).json.error.code,
    ).toBe('404');
  });
});

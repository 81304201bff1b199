import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANTHROPIC_KEY, AnthropicHost } from './anthropic/host.ts';
import { GEMINI_KEY, GeminiHost } from './gemini/host.ts';
import { OPENAI_KEY, OpenAiHost } from './openai/host.ts';
import { post } from './post.ts';

const openai = new OpenAiHost();
const anthropic = new AnthropicHost();
const gemini = new GeminiHost();
const hosts = [openai, anthropic, gemini];
beforeAll(async () => {
  await Promise.all(hosts.map((host) => host.listen()));
});
afterAll(async () => {
  for (const host of hosts) await host[Symbol.asyncDispose]();
});

const OPENAI = { authorization: `Bearer ${OPENAI_KEY}` };
const chat = (body: object) =>
  post(`${openai.baseUrl}/chat/completions`, OPENAI, { model: 'gpt-4.1', ...body });
const responses = (body: object) =>
  post(`${openai.baseUrl}/responses`, OPENAI, { model: 'gpt-5.4', ...body });
const messages = (body: object) =>
  post(
    `${anthropic.origin}/v1/messages`,
    { 'x-api-key': ANTHROPIC_KEY, 'anthropic-version': '2023-06-01' },
    { model: 'claude-sonnet-4-5', max_tokens: 99, ...body },
  );
const generate = (body: object) =>
  post(
    `${gemini.origin}/v1beta/models/gemini-3-pro-preview:generateContent`,
    { 'x-goog-api-key': GEMINI_KEY },
    body,
  );

describe('what comes with a message is looked at', () => {
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
  const pdf = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64');
  const seen =
    'I see the image (image/png of 70 bytes), and the document a.pdf (application/pdf of 15 bytes).';

  it('by all of them alike', async () => {
    const inChat = await chat({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } },
            {
              type: 'file',
              file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${pdf}` },
            },
          ],
        },
      ],
    });
    expect(inChat.json.choices[0].message.content).toBe(seen);
    const inResponses = await responses({
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_image', image_url: `data:image/png;base64,${png}` },
            {
              type: 'input_file',
              filename: 'a.pdf',
              file_data: `data:application/pdf;base64,${pdf}`,
            },
          ],
        },
      ],
    });
    expect(inResponses.json.output.at(-1).content[0].text).toBe(seen);
    const inMessages = await messages({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
            {
              type: 'document',
              title: 'a.pdf',
              source: { type: 'base64', media_type: 'application/pdf', data: pdf },
            },
          ],
        },
      ],
    });
    expect(inMessages.json.content[0].text).toBe(seen);
    const inGemini = await generate({
      contents: [
        {
          role: 'user',
          parts: [
            { inlineData: { mimeType: 'image/png', data: png } },
            { inlineData: { mimeType: 'application/pdf', data: pdf, displayName: 'a.pdf' } },
          ],
        },
      ],
    });
    expect(inGemini.json.candidates[0].content.parts[0].text).toBe(seen);
  });
});

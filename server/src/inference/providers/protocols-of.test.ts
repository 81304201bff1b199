import { expect, it } from 'vitest';
import { anthropic, gemini, openaiChat, openaiResponses } from '../../protocols/index.ts';
import { protocolFor } from './protocol-for.ts';
import { protocolsOf } from './protocols-of.ts';

const of = (
  kind: string,
  base_url: string,
  more: Partial<Parameters<typeof protocolsOf>[0]> = {},
) =>
  protocolsOf({ kind, base_url, preset: null, api_version: null, speaks_responses: null, ...more });
const both = [openaiChat, openaiResponses];
const responsesFirst = [openaiResponses, openaiChat];

it.each([
  ['openai', 'https://api.openai.com/v1', {}, responsesFirst],
  ['openai', 'https://api.openai.com/v1', { speaks_responses: false }, [openaiChat]],
  ['openai', 'https://api.mistral.ai/v1', {}, [openaiChat]],
  ['openai', 'https://proxy.example/v1', {}, [openaiChat]],
  ['openai', 'https://proxy.example/v1', { speaks_responses: true }, both],
  ['openai', 'http://127.0.0.1:1234/v1', { preset: 'lm-studio' }, both],
  ['azure', 'https://me.openai.azure.com', {}, responsesFirst],
  ['azure', 'https://me.openai.azure.com', { api_version: 'preview' }, responsesFirst],
  ['azure', 'https://me.openai.azure.com', { api_version: '2024-10-21' }, [openaiChat]],
  [
    'azure',
    'https://me.openai.azure.com',
    { api_version: '2025-04-01-preview', speaks_responses: true },
    responsesFirst,
  ],
  ['anthropic', 'https://api.anthropic.com', {}, [anthropic]],
  ['gemini', 'https://proxy.example', {}, [gemini]],
  ['sandbox', '', {}, [openaiChat]],
] as const)('a provider of the kind %s at %s (%j) speaks what is known of it', (...row) => {
  const [kind, url, more, protocols] = row;
  expect(of(kind, url, more).map(({ name }) => name)).toEqual(protocols.map(({ name }) => name));
});

it('is spoken with in the language of the client, or else in its own', () => {
  const openai = { protocols: of('openai', 'https://api.openai.com/v1') };
  expect(protocolFor(openai, openaiResponses)).toBe(openaiResponses);
  expect(protocolFor(openai, openaiChat)).toBe(openaiChat);
  expect(protocolFor(openai, anthropic)).toBe(openaiResponses);
  const claude = { protocols: of('anthropic', 'https://api.anthropic.com') };
  expect(protocolFor(claude, openaiResponses)).toBe(anthropic);
});

import { expect, it } from 'vitest';
import { presetOf } from './find-preset.ts';
import { PRESETS } from './table.ts';

const idOf = (kind: string, base_url: string, preset: string | null = null) =>
  presetOf({ kind, base_url, preset })?.id ?? null;

it.each([
  ['openai', 'https://api.openai.com/v1', 'openai'],
  ['openai', 'https://eu.api.openai.com/v1', 'openai'],
  ['openai', 'https://api.mistral.ai/v1', 'mistral'],
  ['openai', 'https://api.mistral.ai.example/v1', null],
  ['openai', 'https://proxy.example/v1', null],
  ['openai', 'http://127.0.0.1:11434/v1', null],
  ['azure', 'https://apim.example/openai-of-mine', 'azure'],
  ['sandbox', '', null],
])('a provider of the kind %s at %s is %s', (kind, url, id) => expect(idOf(kind, url)).toBe(id));

it('is what was set, wherever it is', () => {
  expect(idOf('openai', 'http://10.0.0.1/v1', 'ollama')).toBe('ollama');
  expect(idOf('openai', 'https://api.openai.com/v1', 'gone')).toBeNull();
});

it('has each host once, at a base URL as they are stored', () => {
  expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
  for (const { id, kind, baseUrl } of PRESETS)
    if (baseUrl !== null)
      expect([idOf(kind, baseUrl), baseUrl]).toEqual([id, baseUrl.replace(/\/$/, '')]);
});

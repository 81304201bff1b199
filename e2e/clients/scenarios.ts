import { expect, it } from 'vitest';
import { TEXT } from '../upstreams/scene/script.ts';
import { type Client, type Target, THE_CITY } from './client.ts';

/** What every client does with every model. */
export function itServes(client: Client, target: () => Target): void {
  it('chat', async () => {
    expect(await client.chat(target(), 'Say hello')).toBe(TEXT);
  });

  it('stream', async () => {
    const { text, pieces } = await client.stream(target(), 'Say hello');
    expect(text).toBe(TEXT);
    expect(pieces).toBeGreaterThan(3);
  });

  it('tools', async () => {
    expect(await client.tools(target(), 'How is the weather?')).toContain('21 °C in Paris');
  });

  it('parallel tools', async () => {
    const text = await client.tools(target(), 'How is the weather in both? #parallel');
    expect(text).toContain('21 °C in Paris');
    expect(text).toContain('21 °C in Tokyo');
  });

  it('structured output', async () => {
    expect(await client.structured(target(), 'Which city?')).toEqual(THE_CITY);
  });

  it.each([
    ['rate-limited', 429],
    ['bad-request', 400],
  ] as const)('error (%s)', async (word, status) => {
    expect(await client.failure(target(), `Fail. #${word}`)).toBe(status);
  });
}

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchWithin, NoAnswerError } from './limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that takes the question and says nothing, as a telemetry that was stopped would make control do. */
const silent: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });

async function outcomeOf(request: Request, afterMs: number): Promise<unknown> {
  let outcome: unknown = 'waits';
  fetchWithin(request, silent).catch((error: unknown) => {
    outcome = error;
  });
  await vi.advanceTimersByTimeAsync(afterMs);
  return outcome;
}

const to = (path: string, init?: RequestInit) =>
  new Request(`http://console.test/api/v1/${path}`, init);

it('gives a question up after ten seconds', async () => {
  expect(await outcomeOf(to('usage'), 9_990)).toBe('waits');
  const error = await outcomeOf(to('usage'), 10_000);
  expect(error).toBeInstanceOf(NoAnswerError);
  expect(error).toMatchObject({ change: false });
});

it('gives a change longer, and says that it may have been made', async () => {
  expect(await outcomeOf(to('keys', { method: 'POST' }), 29_990)).toBe('waits');
  expect(await outcomeOf(to('keys', { method: 'POST' }), 30_000)).toMatchObject({ change: true });
});

it('leaves what is relayed to the limits of the gateway', async () => {
  const call = to('playground/v1/chat/completions', { method: 'POST' });
  expect(await outcomeOf(call, 600_000)).toBe('waits');
});

it('gives up at once what its page no longer wants', async () => {
  const left = new AbortController();
  const waits = outcomeOf(to('usage', { signal: left.signal }), 10);
  left.abort();
  expect(await waits).toMatchObject({ name: 'AbortError' });
});

it('gives up an answer that stops in its middle', async () => {
  const halting: typeof fetch = async (_, init) =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"data": ['));
          init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
        },
      }),
    );
  const response = await fetchWithin(to('usage'), halting);
  const read = response.json().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await read).toBeInstanceOf(NoAnswerError);
});

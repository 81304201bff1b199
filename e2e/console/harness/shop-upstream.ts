import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { TALKS } from './shop-talk.ts';

const SHORT =
  'The Beam 80 is twice as bright (80 lux against 40). It runs for 4 hours instead of 6 and weighs 45 g more.';

/** A model host that answers what it is asked from the shop's talks, streamed as one writes. */
export async function startShopUpstream(): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => void answer(Buffer.concat(parts).toString()));
    async function answer(body: string): Promise<void> {
      const asked = TALKS.find(({ question }) => body.includes(question)) ?? TALKS[0];
      const small = body.includes('mini');
      const text = small ? SHORT : (asked?.answer ?? '');
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      await delay(small ? 180 : 420);
      const tokens = Math.ceil(text.length / 4);
      for (const content of text.split(/(?<= )/)) {
        response.write(event({ choices: [{ index: 0, delta: { content } }] }));
        await delay(small ? 8 : 18);
      }
      response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }));
      const usage = { prompt_tokens: 58, completion_tokens: tokens, total_tokens: 58 + tokens };
      response.write(event({ choices: [], usage }));
      response.end('data: [DONE]\n\n');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function event(members: object): string {
  return `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', model: 'model', ...members })}\n\n`;
}

import { createServer } from 'node:http';
import { COMPLETION, streamEvents } from './shapes.ts';

/** The instant upstream, a process of its own: answers as soon as the request is there. */
const plain = streamEvents(false);
const withUsage = streamEvents(true);

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
    if (body.indexOf('"stream":true') === -1) {
      response.writeHead(200, [
        'content-type',
        'application/json',
        'content-length',
        String(COMPLETION.length),
      ]);
      response.end(COMPLETION);
      return;
    }
    response.writeHead(200, ['content-type', 'text/event-stream']);
    const events = body.indexOf('"include_usage":true') === -1 ? plain : withUsage;
    let next = 0;
    // Each event is a write of its own, as a model's tokens are.
    const send = (): void => {
      const event = events[next++];
      if (event === undefined || response.destroyed) {
        response.end();
        return;
      }
      response.write(event);
      setImmediate(send);
    };
    send();
  });
});
server.keepAliveTimeout = 120_000;
server.listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('ready'));

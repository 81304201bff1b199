import { createServer } from 'node:http';
import { Pool } from 'undici';

/**
 * What everything is compared with: node:http and undici, which parses and re-serialises the JSON of both bodies and does
 * nothing else. A stream is passed on chunk by chunk.
 */
const pool = new Pool(process.env['UPSTREAM'] ?? '');

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>;
    pool
      .request({
        method: 'POST',
        path: '/v1/chat/completions',
        headers: { 'content-type': 'application/json', authorization: 'Bearer sk-upstream' },
        body: JSON.stringify(body),
      })
      .then(async (answer) => {
        const type = String(answer.headers['content-type']);
        if (type.startsWith('text/event-stream')) {
          response.writeHead(answer.statusCode, { 'content-type': type });
          answer.body.pipe(response);
          return;
        }
        const text = JSON.stringify(await answer.body.json());
        response.writeHead(answer.statusCode, {
          'content-type': type,
          'content-length': Buffer.byteLength(text),
        });
        response.end(text);
      })
      .catch(() => response.destroy());
  });
});
server.keepAliveTimeout = 120_000;
server.listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('ready'));

import { createServer, type Socket } from 'node:net';
import { PROTOCOL_SHAPES } from './protocol-shapes.ts';
import { streamEvents } from './shapes.ts';

/**
 * The instant upstream, a process of its own: answers as soon as the request is there. It speaks just so much HTTP/1.1 by itself
 * because it shares the machine with what is measured: by node:http it took 27 us a request, a tenth of two cores, and now 13 (m).
 */
const HEAD_END = Buffer.from('\r\n\r\n');
const STREAM_HEAD = Buffer.from(
  'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n',
);
const STREAM_END = Buffer.from('0\r\n\r\n');
const plain = streamEvents(false).map(asChunk);
/** By the path that is called. */
const answers = Object.values(PROTOCOL_SHAPES).map(({ path, whole, events }) => ({
  called: Buffer.from(`POST ${path} `),
  whole: Buffer.concat([
    Buffer.from(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${whole.length}\r\n\r\n`,
    ),
    whole,
  ]),
  events: events.map(asChunk),
}));

const server = createServer({ noDelay: true }, (socket) => {
  let received: Buffer = Buffer.alloc(0);
  socket.on('data', (part) => {
    received = received.length === 0 ? part : Buffer.concat([received, part]);
    for (let size = requestSize(received); size !== null; size = requestSize(received)) {
      answer(socket, received.subarray(0, size));
      received = received.subarray(size);
    }
  });
  // Whoever is measured may close a connection at any time.
  socket.on('error', () => socket.destroy());
});

/** Null: not all of it is there. */
function requestSize(received: Buffer): number | null {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd === -1) return null;
  const length = /^content-length: *(\d+)/im.exec(received.toString('latin1', 0, headEnd))?.[1];
  if (length === undefined) throw new Error('the upstream takes requests with a content-length');
  const size = headEnd + HEAD_END.length + Number(length);
  return received.length < size ? null : size;
}

function answer(socket: Socket, request: Buffer): void {
  const known = answers.find(({ called }) => request.indexOf(called) === 0);
  if (known === undefined) throw new Error('the upstream does not know the path that was called');
  if (request.indexOf('"stream":true') === -1) {
    socket.write(known.whole);
    return;
  }
  const chat = known === answers[0];
  const asked = !chat || request.indexOf('"include_usage":true') !== -1;
  const events = asked ? known.events : plain;
  socket.write(STREAM_HEAD);
  let next = 0;
  // Each event is a write of its own, as a model's tokens are.
  const send = (): void => {
    const event = events[next++];
    if (event === undefined || socket.destroyed) {
      socket.write(STREAM_END);
      return;
    }
    socket.write(event);
    setImmediate(send);
  };
  send();
}

function asChunk(event: Buffer | string): Buffer {
  const bytes = Buffer.from(event);
  return Buffer.concat([
    Buffer.from(`${bytes.length.toString(16)}\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ]);
}

server.listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('ready'));

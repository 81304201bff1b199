import { z } from 'zod';
import { SignalboxError } from '../errors/index.ts';
import { type LinkCall, type LinkRoutes, readLinkBody } from '../link/index.ts';
import type { ConfigPublisher } from './publisher.ts';
import { ConfigAck } from './types.ts';

const Subscription = z.object({
  generation: z.coerce.number().int(),
  hash: z.string(),
  process: z.string().min(1),
  public_key: z.string().min(1).optional(),
});

const MAX_ACK_BYTES = 4_096;
/** A follower that lets so much pile up has stopped reading. */
const MAX_BACKLOG_BYTES = 64 << 20;

/** What control serves of the config stream. The role is the one that the caller's token proves. */
export function configRoutes(publisher: ConfigPublisher): LinkRoutes {
  return {
    'GET /config': (call) => stream(publisher, call),
    'POST /config/ack': async (call) => {
      const ack = ConfigAck.parse(
        JSON.parse((await readLinkBody(call.request, MAX_ACK_BYTES)).toString('utf8')),
      );
      publisher.acknowledge(ack.process, call.caller, ack.generation);
      call.response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    },
  };
}

function stream(publisher: ConfigPublisher, call: LinkCall): void {
  const { response, caller, signal } = call;
  const parsed = Subscription.safeParse(Object.fromEntries(call.query));
  if (!parsed.success) {
    throw new SignalboxError(
      'request_invalid',
      'the config stream needs generation, hash and process',
      'Run every role from the same version.',
    );
  }
  const { generation, hash, process, public_key } = parsed.data;
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  const unsubscribe = publisher.subscribe(
    {
      process,
      role: caller,
      publicKey: public_key ?? null,
      write(line) {
        response.write(line);
        return response.writableLength < MAX_BACKLOG_BYTES;
      },
      close: () => response.destroy(),
    },
    { generation, hash },
  );
  if (signal.aborted) unsubscribe();
  else signal.addEventListener('abort', unsubscribe, { once: true });
}

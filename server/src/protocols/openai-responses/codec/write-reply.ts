import type { ReplyHead } from '../../codec.ts';
import { type Reply, replyEvents } from '../../conversation/index.ts';
import { ResponseWriter } from './response-writer.ts';

/** The response that a stream of the same would end with. */
export function writeReply(reply: Reply, head: ReplyHead): Buffer {
  const writer = new ResponseWriter(head);
  for (const event of replyEvents(reply)) writer.write(event);
  return Buffer.from(JSON.stringify(writer.finish().response));
}

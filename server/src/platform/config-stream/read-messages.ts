import { ConfigMessage } from './types.ts';

/** The lines of a config stream as they come, each checked. Throws on one that is not of this version. */
export async function* readMessages(body: AsyncIterable<Buffer>): AsyncGenerator<ConfigMessage> {
  let parts: Buffer[] = [];
  for await (const chunk of body) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, end));
      yield ConfigMessage.parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
      parts = [];
      from = end + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
}

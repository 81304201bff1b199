import type { Codec } from '../../codec.ts';
import { embeddings } from './embeddings.ts';
import { readRequest } from './read-request.ts';
import { ChatStreamWriter } from './stream-writer.ts';
import { writeReply } from './write-reply.ts';
import { writeRequest } from './write-request.ts';

export const chatCodec: Codec = {
  readRequest,
  writeRequest,
  writeReply,
  streamWriter: (head) => new ChatStreamWriter(head),
  embeddings,
};

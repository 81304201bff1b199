import type { Codec } from '../../codec.ts';
import { counting } from './counting.ts';
import { embeddings } from './embeddings.ts';
import { readRequest } from './read-request.ts';
import { GeminiStreamWriter } from './stream-writer.ts';
import { writeReply } from './write-reply.ts';
import { writeRequest } from './write-request.ts';

export const geminiCodec: Codec = {
  readRequest,
  writeRequest,
  writeReply,
  streamWriter: (head) => new GeminiStreamWriter(head),
  embeddings,
  counting,
};

import { isJsonObject } from '../../../lib/json-object.ts';
import { bomLength } from '../../byte-order-mark.ts';
import type { EmbeddingsCodec, RequestTarget, WrittenRequest } from '../../codec.ts';
import type { EmbeddingsReply, EmbeddingsRequest } from '../../conversation/embeddings.ts';
import { listOf, parseBytes } from '../../json.ts';
import type { ParsedRequest } from '../../parsed-request.ts';
import { UnsupportedFeatures } from '../../unsupported-features.ts';
import { numbersIn } from '../../vectors.ts';
import { resourceName } from '../address.ts';
import { readUsage } from '../read-usage.ts';
import { GeminiMembers } from './spelling.ts';
import { writeUsage } from './write-usage.ts';

export const embeddings: EmbeddingsCodec = {
  readRequest,
  /** Always a list of requests: `batchEmbedContents`. */
  writeRequest,
  readReply,
  writeReply({ vectors, usage }, { request }) {
    const all = vectors.map((values) => ({ values }));
    const counted = usage === null ? {} : { usageMetadata: writeUsage(usage) };
    const written = request.batch === false ? { embedding: all[0] } : { embeddings: all };
    return Buffer.from(JSON.stringify({ ...written, ...counted }));
  },
};

function readRequest({ document: { bytes }, batch }: ParsedRequest): EmbeddingsRequest {
  const body = new GeminiMembers(parseBytes(bytes, bomLength(bytes)));
  const requests = batch === false ? [body] : body.objects('requests');
  if (requests.length === 0) {
    throw body.fault('requests', 'is missing or empty', 'Send a list of requests.');
  }
  const others: string[] = [];
  const inputs = requests.map((request) => textOf(request, others));
  const lengths = requests.map((request) => request.count('outputDimensionality'));
  const [dimensions] = lengths;
  for (const [i, length] of lengths.entries()) {
    // Elsewhere all vectors of a call are as long as each other.
    const at = requests[i]?.at('outputDimensionality');
    if (length !== dimensions && at !== undefined) others.push(at);
  }
  for (const request of requests) {
    request.skip('model');
    others.push(...request.rest());
  }
  if (batch !== false) others.push(...body.rest());
  return { inputs, ...(dimensions === undefined ? {} : { dimensions }), others };
}

function textOf(request: GeminiMembers, others: string[]): string {
  const content = request.object('content');
  if (content === undefined) {
    throw request.fault('content', 'is missing', 'Send the text as a content.');
  }
  content.skip('role');
  const texts = content.objects('parts').map((part) => {
    const text = part.text('text') ?? '';
    others.push(...part.rest());
    return text;
  });
  others.push(...content.rest());
  return texts.join('');
}

function writeRequest(
  { inputs, dimensions, user }: EmbeddingsRequest,
  { model }: RequestTarget,
): WrittenRequest {
  const unsupported = new UnsupportedFeatures();
  if (user !== undefined) unsupported.addHint('user');
  const requests = inputs.map((text) => ({
    model: resourceName(model),
    content: { parts: [{ text }] },
    ...(dimensions === undefined ? {} : { outputDimensionality: dimensions }),
  }));
  return { body: Buffer.from(JSON.stringify({ requests })), unsupported: unsupported.list() };
}

function readReply(bytes: Buffer): EmbeddingsReply | null {
  const answer = parseBytes(bytes, bomLength(bytes));
  if (!isJsonObject(answer)) return null;
  const { embedding, embeddings: list, usageMetadata } = answer;
  const found: readonly unknown[] = embedding === undefined ? listOf(list) : [embedding];
  const vectors = found.map((one) => numbersIn(isJsonObject(one) ? one['values'] : null));
  const known = vectors.filter((vector) => vector !== null);
  if (known.length === 0 || known.length < vectors.length) return null;
  return { vectors: known, usage: readUsage(usageMetadata) };
}

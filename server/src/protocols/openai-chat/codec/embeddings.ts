import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import { bomLength } from '../../byte-order-mark.ts';
import type { EmbeddingsCodec, ReplyHead, RequestTarget, WrittenRequest } from '../../codec.ts';
import type { EmbeddingsReply, EmbeddingsRequest } from '../../conversation/embeddings.ts';
import { listOf, parseBytes } from '../../json.ts';
import { Members } from '../../members.ts';
import type { ParsedRequest } from '../../parsed-request.ts';
import { base64OfVector, numbersIn, vectorOfBase64 } from '../../vectors.ts';
import { readCounts, withWhole } from '../read-usage.ts';

const FORMATS = ['float', 'base64'] as const;

export const embeddings: EmbeddingsCodec = { readRequest, writeRequest, readReply, writeReply };

function readRequest(request: ParsedRequest): EmbeddingsRequest {
  const body = bodyOf(request);
  const inputs = inputsOf(body);
  const dimensions = body.count('dimensions');
  const user = body.text('user');
  // In which the answer is written.
  body.oneOf('encoding_format', FORMATS);
  body.skip('model');
  return {
    inputs: inputs ?? [],
    ...(dimensions === undefined ? {} : { dimensions }),
    ...(user === undefined ? {} : { user }),
    others: [...(inputs === null ? ['input of tokens'] : []), ...body.rest()],
  };
}

function bodyOf({ document: { bytes } }: ParsedRequest): Members {
  return new Members(parseBytes(bytes, bomLength(bytes)));
}

/** Null: they are tokens, which only the provider that numbered them can read. */
function inputsOf(body: Members): readonly string[] | null {
  const input = body.any('input');
  if (typeof input === 'string') return [input];
  const [first] = Array.isArray(input) ? input : [];
  if (typeof first === 'number' || Array.isArray(first)) return null;
  const texts = body.texts('input') ?? [];
  if (texts.length === 0) {
    throw body.fault('input', 'is missing or empty', 'Send a text or a list of texts.');
  }
  return texts;
}

function writeRequest(
  { inputs, dimensions, user }: EmbeddingsRequest,
  { model }: RequestTarget,
): WrittenRequest {
  const body = {
    model,
    input: inputs,
    ...(dimensions === undefined ? {} : { dimensions }),
    ...(user === undefined ? {} : { user }),
  };
  return { body: Buffer.from(JSON.stringify(body)), unsupported: [] };
}

function readReply(bytes: Buffer): EmbeddingsReply | null {
  const answer = parseBytes(bytes, bomLength(bytes));
  if (!isJsonObject(answer)) return null;
  const data = listOf(answer['data']).filter(isJsonObject);
  const vectors = data.toSorted(byPlace).map(({ embedding }) => vectorIn(embedding));
  const known = vectors.filter((vector) => vector !== null);
  if (known.length === 0 || known.length < vectors.length) return null;
  return { vectors: known, usage: withWhole(readCounts(answer['usage'])) };
}

function byPlace(a: JsonObject, b: JsonObject): number {
  return Number(a['index'] ?? 0) - Number(b['index'] ?? 0);
}

function vectorIn(embedding: unknown): readonly number[] | null {
  return typeof embedding === 'string' ? vectorOfBase64(embedding) : numbersIn(embedding);
}

function writeReply({ vectors, usage }: EmbeddingsReply, { model, request }: ReplyHead): Buffer {
  const packed = bodyOf(request).any('encoding_format') === 'base64';
  const data = vectors.map((vector, index) => ({
    object: 'embedding',
    index,
    embedding: packed ? base64OfVector(vector) : vector,
  }));
  // Clients expect a number, also where the provider does not count.
  const tokens = usage?.input ?? 0;
  return Buffer.from(
    JSON.stringify({
      object: 'list',
      data,
      model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    }),
  );
}

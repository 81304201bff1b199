import type { Embeddings } from './embedding-model.ts';
import type { EmbeddingsRequest } from './schema.ts';

/** OpenAI's answer to an embeddings request; base64 is of little-endian float32. */
export function embeddingsAnswer(
  request: EmbeddingsRequest,
  { vectors, tokens }: Embeddings,
): object {
  return {
    object: 'list',
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: request.encoding_format === 'base64' ? toBase64(vector) : Array.from(vector),
    })),
    model: request.model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

function toBase64(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [i, value] of vector.entries()) bytes.writeFloatLE(value, i * 4);
  return bytes.toString('base64');
}

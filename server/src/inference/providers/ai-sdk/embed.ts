import type { EmbeddingModelV4, SharedV4ProviderOptions } from '@ai-sdk/provider';
import type { AiSdkEmbeddings, EmbeddingsReply } from '../../../protocols/index.ts';

/** As many at a time as the model takes, one call after the other; the usage is that of all, where each tells it. */
export async function embed(
  model: EmbeddingModelV4,
  { inputs, dimensions }: AiSdkEmbeddings,
): Promise<EmbeddingsReply> {
  const most = (await model.maxEmbeddingsPerCall) ?? inputs.length;
  const vectors: (readonly number[])[] = [];
  let tokens: number | null = 0;
  for (let from = 0; from < inputs.length; from += most) {
    const answer = await model.doEmbed({
      values: inputs.slice(from, from + most),
      ...(dimensions === undefined ? {} : { providerOptions: lengthOf(dimensions) }),
    });
    vectors.push(...answer.embeddings);
    tokens = answer.usage === undefined || tokens === null ? null : tokens + answer.usage.tokens;
  }
  return { vectors, usage: tokens === null ? null : { input: tokens } };
}

/** As each of the packages calls it. */
function lengthOf(dimensions: number): SharedV4ProviderOptions {
  return { bedrock: { dimensions }, cohere: { outputDimension: dimensions } };
}

import type { UpstreamModel } from '../inference/index.ts';

/** How a protocol's clients read which models there are. */
export interface ModelShape {
  list(models: readonly UpstreamModel[]): object;
  one(model: UpstreamModel): object;
}

export const openAiModels: ModelShape = {
  list: (models) => ({ object: 'list', data: models.map(openAiModels.one) }),
  /** `created` in seconds since the epoch; 0 where nobody says, since clients expect a number. */
  one: ({ id, created }) => ({ id, object: 'model', created, owned_by: ownerOf(id) }),
};

/** All on one page. */
export const anthropicModels: ModelShape = {
  list: (models) => ({
    data: models.map(anthropicModels.one),
    has_more: false,
    first_id: models[0]?.id ?? null,
    last_id: models.at(-1)?.id ?? null,
  }),
  one: ({ id, created }) => ({
    type: 'model',
    id,
    display_name: id,
    // As Anthropic itself answers where the day is not known: the epoch.
    created_at: new Date(created * 1000).toISOString().replace('.000Z', 'Z'),
  }),
};

export const geminiModels: ModelShape = {
  list: (models) => ({ models: models.map(geminiModels.one) }),
  one: ({ id }) => ({
    name: `models/${id}`,
    displayName: id,
    supportedGenerationMethods: ['generateContent', 'streamGenerateContent', 'countTokens'],
  }),
};

function ownerOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

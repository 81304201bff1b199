import { z } from 'zod';

/** A model as its host lists it. */
export interface UpstreamModel {
  readonly id: string;
  /** Seconds since the epoch; 0 where it does not say. */
  readonly created: number;
}

export interface ModelPage {
  readonly models: readonly UpstreamModel[];
  /** Where the next page is; null: this was the last. */
  readonly next: string | null;
}

/** How the hosts of a kind say which models they have. */
export interface ModelListing {
  /** Of its first page, below the base URL. */
  readonly path: string;
  /** Throws where it is no page. */
  readonly read: (body: unknown) => ModelPage;
}

const Id = z.string().min(1).max(300);

const OpenAiModels = z.array(
  z.object({
    id: Id,
    // Some have it as a text or a fraction; what is no time is not worth the list.
    created: z.number().int().nonnegative().catch(0).default(0),
  }),
);
/** Together's list has no envelope. */
const OpenAiPage = z.union([z.object({ data: OpenAiModels }), OpenAiModels]);

export const OPENAI_MODELS: ModelListing = {
  path: '/models',
  read(body) {
    const page = OpenAiPage.parse(body);
    return { models: Array.isArray(page) ? page : page.data, next: null };
  },
};

const AnthropicPage = z.object({
  data: z.array(z.object({ id: Id, created_at: z.string().default('') })),
  has_more: z.boolean().default(false),
  last_id: z.string().nullable().default(null),
});
const ANTHROPIC_PATH = '/v1/models?limit=1000';

export const ANTHROPIC_MODELS: ModelListing = {
  path: ANTHROPIC_PATH,
  read(body) {
    const { data, has_more, last_id } = AnthropicPage.parse(body);
    return {
      models: data.map(({ id, created_at }) => ({ id, created: secondsOf(created_at) })),
      next:
        has_more && last_id !== null
          ? `${ANTHROPIC_PATH}&after_id=${encodeURIComponent(last_id)}`
          : null,
    };
  },
};

const GeminiPage = z.object({
  models: z
    .array(
      z.object({
        /** `models/gemini-2.5-pro` */
        name: Id,
        supportedGenerationMethods: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  nextPageToken: z.string().default(''),
});
const GEMINI_PATH = '/v1beta/models?pageSize=1000';
/** What the gateway asks models for; there are others (`predict`, `bidiGenerateContent`). */
const GEMINI_METHODS: ReadonlySet<string> = new Set(['generateContent', 'embedContent']);

export const GEMINI_MODELS: ModelListing = {
  path: GEMINI_PATH,
  read(body) {
    const { models, nextPageToken } = GeminiPage.parse(body);
    return {
      models: models
        .filter(
          ({ supportedGenerationMethods: methods }) =>
            methods === undefined || methods.some((method) => GEMINI_METHODS.has(method)),
        )
        .map(({ name }) => ({ id: name.replace(/^models\//, ''), created: 0 })),
      next:
        nextPageToken === ''
          ? null
          : `${GEMINI_PATH}&pageToken=${encodeURIComponent(nextPageToken)}`,
    };
  },
};

const CoherePage = z.object({
  models: z.array(z.object({ name: Id, endpoints: z.array(z.string()).default([]) })),
  next_page_token: z.string().nullable().default(null),
});
const COHERE_PATH = '/v1/models?page_size=1000';
const COHERE_ENDPOINTS: ReadonlySet<string> = new Set(['chat', 'embed']);

export const COHERE_MODELS: ModelListing = {
  path: COHERE_PATH,
  read(body) {
    const { models, next_page_token: token } = CoherePage.parse(body);
    return {
      models: models
        .filter(({ endpoints }) => endpoints.some((one) => COHERE_ENDPOINTS.has(one)))
        .map(({ name }) => ({ id: name, created: 0 })),
      next: token ? `${COHERE_PATH}&page_token=${encodeURIComponent(token)}` : null,
    };
  },
};

function secondsOf(time: string): number {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? 0 : Math.max(0, Math.floor(ms / 1000));
}

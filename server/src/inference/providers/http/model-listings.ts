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

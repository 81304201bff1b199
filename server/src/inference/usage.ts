/**
 * Tokens by kind; a kind that the provider did not report is absent, never 0. `input` includes cached input, cache
 * writes and audio, `output` includes reasoning, audio and images. The shape of telemetry's record of the same name.
 */
export interface Usage {
  readonly input?: number;
  readonly cached_input?: number;
  readonly cache_write?: number;
  readonly output?: number;
  readonly reasoning?: number;
  readonly input_audio?: number;
  readonly output_audio?: number;
  /** Tokens of images made. */
  readonly images?: number;
}

/** Cost in pico-USD (1e-12 USD) as decimal text. The shape of telemetry's record of the same name. */
export interface Cost {
  readonly total: string;
  readonly by_kind: Record<string, string>;
  readonly price_version: string;
}

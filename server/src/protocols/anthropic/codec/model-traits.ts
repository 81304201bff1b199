/**
 * What a model of Anthropic's takes, by its name, as Anthropic publishes it (docs: "Models overview", "Extended thinking",
 * "Adaptive thinking", "Migration guide"; the same table stands in the package @ai-sdk/anthropic, `getModelCapabilities`).
 * A model that is not known is taken for a new one of Anthropic's, or, where it is not called Claude, for one behind a
 * server that speaks this protocol, of which the oldest form is asked.
 */
export interface ModelTraits {
  /** Tokens of an answer that are asked for where the caller sets no limit, since the protocol wants one. */
  readonly defaultMaxTokens: number;
  /** How it is told to think: by a budget of tokens, or by an effort, deciding for itself. */
  readonly thinks: 'budget' | 'adaptive';
  readonly takesBudget: boolean;
  readonly takesNoThinking: boolean;
  /** Temperature, top_p and top_k. */
  readonly takesSampling: boolean;
  /** Both a temperature and a top_p. */
  readonly takesBothSamplings: boolean;
  /** Being made to call a tool. */
  readonly takesForcedTools: boolean;
}

/** The highest limit that all models since Claude 4 take. */
const MAX_TOKENS = 32_000;

const OLD: ModelTraits = {
  defaultMaxTokens: MAX_TOKENS,
  thinks: 'budget',
  takesBudget: true,
  takesNoThinking: true,
  takesSampling: true,
  takesBothSamplings: false,
  takesForcedTools: true,
};
const FREE: ModelTraits = { ...OLD, takesBothSamplings: true };
const ADAPTIVE: ModelTraits = { ...OLD, thinks: 'adaptive' };
const NEW: ModelTraits = { ...ADAPTIVE, takesBudget: false, takesSampling: false };
const ALWAYS_THINKS: ModelTraits = { ...NEW, takesNoThinking: false };

/** The first that a name has in it counts. */
const TRAITS: readonly (readonly [RegExp, ModelTraits])[] = [
  [/claude-(?:sonnet|opus)-5-5|claude-fable-5-1/, { ...ALWAYS_THINKS, takesForcedTools: false }],
  [/claude-fable-5/, ALWAYS_THINKS],
  [/claude-(?:sonnet|opus)-4-6/, ADAPTIVE],
  [
    /claude-(?:instant|v?2(?=$|[-.:])|3(?=$|-(?:haiku|sonnet|opus)))/,
    { ...FREE, defaultMaxTokens: 4096 },
  ],
  [/claude-3-7/, FREE],
  [/claude-3-5/, { ...FREE, defaultMaxTokens: 8192 }],
  [/claude-(?:(?:sonnet|haiku)-4(?:-[015]|-2\d{7}|@|$)|opus-4(?:-[015](?!\d)|-2\d{7}|@|$))/, OLD],
  [/claude-/, NEW],
  [/^/, { ...FREE, defaultMaxTokens: 8192 }],
];

export function traitsOf(model: string): ModelTraits {
  return TRAITS.find(([name]) => name.test(model))?.[1] ?? NEW;
}

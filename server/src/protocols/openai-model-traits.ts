/**
 * What a model of OpenAI's takes, by its name, as OpenAI publishes it (guide "Reasoning models", "Using GPT-5.2: parameter
 * compatibility", and the reference of each member; the same table stands in the package @ai-sdk/openai,
 * `getOpenAILanguageModelCapabilities`). What is not called as OpenAI calls its models takes all that the protocol has: it may
 * be anything behind a server that speaks it.
 */
export interface OpenAiModelTraits {
  /** It is one of OpenAI's, so far as its name says. */
  readonly isOpenAis: boolean;
  /** An effort, a summary. */
  readonly takesReasoning: boolean;
  /** The effort `none`. */
  readonly takesNoThinking: boolean;
  /** Temperature, top_p and logprobs: always, where it is told not to think, or never. */
  readonly takesSampling: 'always' | 'unthinking' | 'never';
  /** Penalties, a bias and sequences that end the answer. */
  readonly takesSteering: boolean;
  /** Whether calls may be several at once. */
  readonly takesParallelCalls: boolean;
}

const ANY: OpenAiModelTraits = {
  isOpenAis: false,
  takesReasoning: true,
  takesNoThinking: true,
  takesSampling: 'always',
  takesSteering: true,
  takesParallelCalls: true,
};
const CHATS: OpenAiModelTraits = { ...ANY, isOpenAis: true, takesReasoning: false };
const ALWAYS_THINKS: OpenAiModelTraits = {
  ...ANY,
  isOpenAis: true,
  takesNoThinking: false,
  takesSampling: 'never',
  takesSteering: false,
};

/** The first that matches a name counts. */
const TRAITS: readonly (readonly [RegExp, OpenAiModelTraits])[] = [
  [/^o\d+(?:-|$)/, { ...ALWAYS_THINKS, takesParallelCalls: false }],
  [/^(?:gpt-(?:3\.5|4)|chatgpt-|gpt-5-chat)/, CHATS],
  [/^gpt-5\.\d/, { ...ALWAYS_THINKS, takesNoThinking: true, takesSampling: 'unthinking' }],
  [/^gpt-6-(?:sol|luna)/, { ...ALWAYS_THINKS, takesNoThinking: true }],
  [/^gpt-(?:[5-9]|\d{2,})(?:[.-]|$)/, ALWAYS_THINKS],
  [/^/, ANY],
];

export function openAiTraitsOf(model: string): OpenAiModelTraits {
  return TRAITS.find(([name]) => name.test(model))?.[1] ?? ANY;
}

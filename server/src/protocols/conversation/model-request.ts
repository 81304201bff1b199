import type { Message, Tool } from './conversation.ts';

/**
 * A request of one protocol in a form from which every other one can be written: what is made when a call is translated. What
 * stands in no member here is named in `others`, so that nothing is lost in silence.
 */
export interface ModelRequest {
  /**
   * In order; what the model is told before the conversation are messages of the role `system` or `developer`, wherever they
   * stood. What a tool answered is a message of the role `tool` by itself, behind the calls and before what else is said.
   */
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  readonly settings: Settings;
  /** Members that only the protocol it came in has, as a caller finds them: `logit_bias`, `messages.2.cache_control`. */
  readonly others: readonly string[];
  /** The same, where what is answered does not depend on it. */
  readonly hints?: readonly string[];
}

/** What was asked for besides; absent: the caller left it to the provider. */
export interface Settings {
  readonly max_tokens?: number;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly top_k?: number;
  readonly min_p?: number;
  readonly stop?: readonly string[];
  readonly seed?: number;
  readonly frequency_penalty?: number;
  readonly presence_penalty?: number;
  /** Answers asked for; absent: one. */
  readonly choices?: number;
  readonly logprobs?: boolean;
  readonly top_logprobs?: number;
  readonly logit_bias?: Readonly<Record<string, number>>;
  readonly tool_choice?: ToolChoice;
  readonly parallel_tool_calls?: boolean;
  readonly reasoning?: ReasoningSettings;
  readonly output?: OutputForm;
  /** Who asks, as the caller names them. */
  readonly user?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly service_tier?: string;
  readonly verbosity?: string;
  readonly cache_key?: string;
  readonly store?: boolean;
  /** What an answer may be made of: `text`, `image`, `audio`. */
  readonly modalities?: readonly string[];
}

export type ToolChoice =
  | { readonly kind: 'auto' | 'none' | 'required' }
  | { readonly kind: 'tool'; readonly name: string }
  | {
      readonly kind: 'some';
      readonly mode: 'auto' | 'required';
      readonly names: readonly string[];
    };

/** How much the model is to think before it answers, and whether that is shown. */
export interface ReasoningSettings {
  /** `none`, `minimal`, `low`, `medium`, `high`, `xhigh`, or a provider's own word. */
  readonly effort?: string;
  readonly budget_tokens?: number;
  /** Summaries of it are wanted: `auto`, `concise`, `detailed`; `none`: not. */
  readonly summary?: string;
  /** Its encrypted form is wanted, to be sent back. */
  readonly encrypted?: boolean;
}

export type OutputForm =
  | { readonly kind: 'text' | 'json' }
  | {
      readonly kind: 'schema';
      /** A JSON Schema. */
      readonly schema: unknown;
      readonly name?: string;
      readonly description?: string;
      readonly strict?: boolean;
      /** The protocol it came in holds every answer to its schema, so that nobody has to ask for it. */
      readonly held?: true;
    };

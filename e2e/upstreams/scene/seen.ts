import type { Media } from '../check/media.ts';

/** What a model is given, read out of a request of whichever protocol. */
export interface Seen {
  readonly model: string;
  /** Instructions before the conversation, joined. */
  readonly system: string;
  /** What the user said last. */
  readonly text: string;
  /** What came with that. */
  readonly media: readonly Media[];
  /** Of tools, since then. */
  readonly results: readonly ToolResult[];
  readonly tools: readonly ToolOffer[];
  readonly toolChoice: 'auto' | 'none' | 'required' | { readonly name: string };
  readonly parallelCalls: boolean;
  /** A JSON Schema; null: none. `{}`: any JSON. */
  readonly outputSchema: unknown;
  /** The model is to think; and whether that is shown. */
  readonly reasoning: 'no' | 'hidden' | 'shown';
  readonly stop: readonly string[];
  readonly choices: number;
  readonly maxTokens: number | null;
  readonly temperature: number | null;
}

export interface ToolResult {
  readonly name: string | null;
  readonly text: string;
  readonly media: readonly Media[];
  readonly failed: boolean;
}

export interface ToolOffer {
  readonly name: string;
  readonly parameters: unknown;
}

import type { TraceDetail } from '../types.ts';

type Stored = NonNullable<TraceDetail['conversation']>;
export type StoredMessage = Stored['messages'][number];
export type StoredPart = StoredMessage['parts'][number];
export type Source = Extract<StoredPart, { type: 'image' }>['source'];
export type Tool = Stored['tools'][number];

/** What a text relies on. */
export interface Citation {
  readonly title: string | null;
  readonly uri: string | null;
  readonly quoted: string | null;
}

/** A piece of a message, in its place. */
export type Item =
  | { readonly kind: 'text'; readonly text: string; readonly citations: readonly Citation[] }
  | { readonly kind: 'image'; readonly source: Source }
  | { readonly kind: 'document'; readonly name: string | null; readonly source: Source }
  | { readonly kind: 'sound'; readonly source: Source | null; readonly transcript: string | null }
  | {
      readonly kind: 'reasoning';
      readonly text: string;
      /** Characters of what only its provider reads; 0: there is none of that. */
      readonly encrypted: number;
    }
  | { readonly kind: 'call'; readonly call: ToolCall }
  /** A call of a tool that the provider runs, or what came of it, as the provider says it. */
  | { readonly kind: 'hosted'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'other'; readonly value: unknown };

export interface ToolCall {
  readonly id: string | null;
  readonly name: string;
  readonly arguments: string;
  /** What the tool answered; null where the conversation does not say. */
  readonly result: readonly Item[] | null;
  /** What it answered is that it failed. */
  readonly failed: boolean;
}

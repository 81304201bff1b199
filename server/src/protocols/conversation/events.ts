import type { ContentPart } from './conversation.ts';
import type { Usage } from './usage.ts';

/**
 * A reply as it comes in. `answer` is the place of one of several answers, `call` that of a tool call among those of its
 * answer, in the order in which the model began them; pieces of different calls may take turns.
 */
export type ConversationEvent =
  | {
      readonly type: 'text' | 'reasoning' | 'refusal';
      readonly answer: number;
      readonly content: string;
    }
  | { readonly type: 'signature'; readonly answer: number; readonly signature: string }
  | {
      readonly type: 'tool_call';
      readonly answer: number;
      readonly call: number;
      readonly kind: 'function' | 'custom';
      /** With the first piece; null in those after it. */
      readonly id: string | null;
      readonly name: string;
      readonly arguments: string;
    }
  /** `data` is Base64 of a piece by itself. */
  | {
      readonly type: 'audio';
      readonly answer: number;
      readonly id: string | null;
      readonly data: string;
      readonly transcript: string;
    }
  | { readonly type: 'part'; readonly answer: number; readonly part: ContentPart }
  | { readonly type: 'stop'; readonly answer: number; readonly reason: string }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'error'; readonly message: string };

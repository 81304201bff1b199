import type { ConversationEvent } from './conversation/index.ts';

/**
 * An event of a stream on its way to the client, with the bytes that carry it there, empty line and all. Where nothing looks at
 * events, none are made: bytes pass.
 */
export type StreamEvent =
  /**
   * `content`: the model goes on. `note`: a role, a finish reason, a comment. `error`: the provider tells of a failure. `end`: the
   * terminal event, of protocols in which it says something.
   */
  | SpokenEvent
  /** `usage`: nothing but that. `opaque`: not JSON, or a piece of what is too large to be read. `end`: the terminal event. */
  | { readonly kind: 'usage' | 'opaque' | 'end'; readonly bytes: Buffer };

export interface SpokenEvent {
  readonly kind: 'content' | 'note' | 'error' | 'end';
  readonly bytes: Buffer;
  /**
   * What it says, in the normal form; decoded when it is first asked for. The pieces of tool calls are put together by the
   * events that were asked, so that whoever reads calls asks each of them, in order.
   */
  said(): readonly ConversationEvent[];
}

import type { MessageHasher } from './message-hash.ts';
import type { StoredMessages } from './stored-messages.ts';

/** What the rows of a frame depend on besides the frame. */
export interface BatchContext {
  /** By project; null: bodies of this project are stored whole, since its key is not known here. */
  readonly hasher: (projectId: string) => MessageHasher | null;
  readonly stored: StoredMessages;
}

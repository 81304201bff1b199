import type { Usage } from './usage.ts';

/** Texts of which vectors are wanted, whatever the protocol. */
export interface EmbeddingsRequest {
  readonly inputs: readonly string[];
  readonly dimensions?: number;
  /** Who asks, as the caller names them. */
  readonly user?: string;
  /** Members that only the protocol it came in has, as a caller finds them. */
  readonly others: readonly string[];
}

export interface EmbeddingsReply {
  /** One for each text, in order. */
  readonly vectors: readonly (readonly number[])[];
  readonly usage: Usage | null;
}

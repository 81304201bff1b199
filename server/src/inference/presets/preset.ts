import type { Quirks as ProtocolQuirks } from '../../protocols/index.ts';
import type { RemoteKindName } from '../provider-kinds.ts';

/** A host that is known: what stands for it in a dialog and at start, and what of a protocol it has in its own way. */
export interface Preset {
  /** Also the name of the provider that the environment makes. */
  readonly id: string;
  readonly name: string;
  readonly kind: RemoteKindName;
  /** Null: each installation of it has its own. */
  readonly baseUrl: string | null;
  /** What one looks like, where it is to be filled in. */
  readonly baseUrlExample: string;
  /** A host that wants none takes one that an operator has set on it. */
  readonly credential: 'required' | 'optional';
  /** What it looks like, where it is not one key. */
  readonly credentialForm?: string;
  /** The variable that holds its credential by custom; null: by custom there is none. */
  readonly variable: string | null;
  /** Where that is published. */
  readonly source: string;
  readonly quirks: Quirks;
}

/**
 * In what a host differs from its protocol, as far as it is published: in what is written for it, and in what passes. What it
 * refuses beyond that it says by itself.
 */
export interface Quirks extends ProtocolQuirks {
  /** It has OpenAI's Responses below the same base URL. */
  readonly responses?: boolean;
  /**
   * Top-level members of a chat that mean exactly the same under another name, without which it refuses them or passes over
   * them. A body that has both goes out as it is.
   */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Its streams tell the usage unasked, and `stream_options` is no member of its own. */
  readonly tellsUsage?: boolean;
}

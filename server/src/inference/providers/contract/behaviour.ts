/** How a host behaves in one call. Events of a stream are any pieces of a body; only their number is told. */
export type Behaviour =
  /** One JSON document, with 200. */
  | { readonly kind: 'whole' }
  /** 200 and nothing. */
  | { readonly kind: 'empty' }
  /** So many events, as fast as they are read. */
  | { readonly kind: 'stream'; readonly events: number }
  /** An error in JSON; 429 with `retry-after`. */
  | { readonly kind: 'error'; readonly status: number }
  /** To another address. */
  | { readonly kind: 'redirect' }
  /** Takes the call and never answers. */
  | { readonly kind: 'silent' }
  /** An event, and then nothing more. */
  | { readonly kind: 'stalls' }
  /** An event now and then, for ever. */
  | { readonly kind: 'trickles' }
  /** Some events, and then the connection is gone. */
  | { readonly kind: 'breaks' }
  /** The connection is gone before anything was answered. */
  | { readonly kind: 'hangs_up' };

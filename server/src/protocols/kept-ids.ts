import type { Edit } from './edits.ts';
import type { RequestDocument } from './request-document.ts';
import type { WrappedIds } from './wrapped-ids.ts';

/**
 * Of a protocol whose providers keep what was asked and answered: which ids refer to that, so that whoever uses one comes back to
 * where it was made. In streams they are wrapped by the reader (`StreamReaderOptions.idPrefix`).
 */
export interface KeptIds {
  /**
   * Members of a request that mean nothing without what a provider keeps. Nobody else can be sent what they stand for, so that they
   * are never left out either.
   */
  readonly needs: ReadonlySet<string>;
  /** Of the ids in a request, those that were wrapped; others are left to the provider. */
  references(document: RequestDocument, ids: WrappedIds): RequestReferences;
  /** Put before each id of a whole answer what `prefixOf` gives for it. Never throws. Absent: its answers have none. */
  answerEdits?(body: Buffer, prefixOf: PrefixOf): readonly Edit[];
}

/** What goes before an id of the provider's, so that it is found again. */
export type PrefixOf = (id: string) => string;

/** What a request refers to of what a provider keeps, or can alone read. */
export interface RequestReferences {
  /**
   * Where it was made, by the origin's name, with the member of the request in which that stands first; a request that has
   * several goes nowhere.
   */
  readonly origins: ReadonlyMap<string, string>;
  /** Make of the ids what the provider knows them by. */
  readonly edits: readonly Edit[];
  /** A member with an id that has the form of a wrapped one, and was not wrapped here or is not known any more; null: there is none. */
  readonly unknownIn: string | null;
}

/** A value to choose, with how many requests have it. */
export interface Suggestion {
  readonly value: string;
  readonly label?: string;
  readonly count?: number;
}

/** Something that a list can be filtered by. */
export interface Dimension {
  /** Its name in the address and the API: `error_code`. */
  readonly id: string;
  /** As people read it: "Error". */
  readonly label: string;
  /** What stands between its name and a value, and what where it is excluded: "is" and "is not" unless set. */
  readonly verbs?: readonly [string, string];
  /** The values to offer. */
  readonly suggest: (signal: AbortSignal) => Promise<readonly Suggestion[]>;
  /** Shows a value as people read it, such as a key's name for its id. */
  readonly format?: (value: string) => string;
}

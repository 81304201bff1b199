/** What of the overview's address does not go along to the requests behind a number. */
export const NOT_OF_TRACES = {
  by: undefined,
  metadata_key: undefined,
  measure: undefined,
  tables: undefined,
} as const;

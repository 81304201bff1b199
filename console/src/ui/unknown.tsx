import { UNKNOWN } from './formats.ts';

/** An en dash that says on hover why the value is not known. One element with a plain title: lists hold thousands of these. */
export function Unknown({ why }: { readonly why: string }) {
  return (
    <span role="img" title={why} aria-label={`unknown: ${why}`}>
      {UNKNOWN}
    </span>
  );
}

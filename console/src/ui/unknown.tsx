import { UNKNOWN } from './formats.ts';

/** An en dash that says on hover why the value is not known. A plain title: lists hold thousands of these. */
export function Unknown({ why }: { readonly why: string }) {
  return (
    <span title={why}>
      <span aria-hidden="true">{UNKNOWN}</span>
      <span className="visually-hidden">unknown: {why}</span>
    </span>
  );
}

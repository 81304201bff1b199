import { Tooltip } from '@mantine/core';
import { UNKNOWN } from './formats.ts';

/** An en dash that says on hover and focus why the value is not known. */
export function Unknown({ why }: { readonly why: string }) {
  return (
    <Tooltip label={why}>
      <span>
        <span aria-hidden="true">{UNKNOWN}</span>
        <span className="visually-hidden">unknown: {why}</span>
      </span>
    </Tooltip>
  );
}

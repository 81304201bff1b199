import { Button } from '@mantine/core';
import { useState } from 'react';
import styles from './code.module.css';
import { CopyButton } from './copy-button.tsx';

const FOLD_AT = 20;

/** Text that keeps its lines: code, ids, model text, commands. Folded after 20 lines, with a copy button. */
export function Code({
  text,
  label,
  fold = FOLD_AT,
}: {
  readonly text: string;
  /** What it is, as in "Copy the command". */
  readonly label: string;
  readonly fold?: number;
}) {
  const [open, setOpen] = useState(false);
  const lines = text.split('\n');
  // Folding that hides a line or two would save nothing.
  const foldable = lines.length > fold + 2;
  return (
    <div className={styles.code}>
      <pre className={styles.text}>
        {foldable && !open ? lines.slice(0, fold).join('\n') : text}
      </pre>
      <div className={styles.copy}>
        <CopyButton text={text} what={label} />
      </div>
      {foldable ? (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Fold' : `Show ${lines.length - fold} more lines`}
        </Button>
      ) : null}
    </div>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { Markdown } from '../../ui/markdown.tsx';
import styles from './conversation.module.css';
import { useOpenAll } from './open-all.ts';

const FOLD_AT = 20;
/** About a line of this width; a text without line ends is long too. */
const LINE_CHARS = 100;

/** Model text, formatted and inert, folded after twenty lines. */
export function LongText({
  text,
  plain = false,
}: {
  readonly text: string;
  readonly plain?: boolean;
}) {
  const [opened, setOpened] = useState(false);
  const openAll = useOpenAll();
  const cut = cutAt(text);
  const foldable = cut < text.length;
  const open = opened || openAll || !foldable;
  const shown = open ? text : `${text.slice(0, cut)} …`;
  return (
    <>
      {plain ? <pre className={styles.plain}>{shown}</pre> : <Markdown text={shown} />}
      {foldable && !openAll ? (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {opened ? 'Fold' : `Show all ${text.length.toLocaleString('en')} characters`}
        </Button>
      ) : null}
    </>
  );
}

/** Where the twentieth line ends; texts that are little longer stay whole. */
function cutAt(text: string): number {
  let lines = 0;
  let at = 0;
  while (lines < FOLD_AT) {
    const next = text.indexOf('\n', at);
    const end = next === -1 ? text.length : next;
    const taken = Math.max(1, Math.ceil((end - at) / LINE_CHARS));
    if (lines + taken > FOLD_AT) {
      at += (FOLD_AT - lines) * LINE_CHARS;
      break;
    }
    lines += taken;
    at = end + 1;
    if (next === -1) return text.length;
  }
  return text.length - at < 2 * LINE_CHARS ? text.length : Math.min(at, text.length);
}

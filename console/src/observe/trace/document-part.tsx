import styles from './conversation.module.css';
import { Fold } from './fold.tsx';
import type { Source } from './item.ts';
import { LongText } from './long-text.tsx';
import { textIn, whereIs } from './source.ts';

/** A document that was sent along: what it is, and its text where it is one. */
export function DocumentPart({
  name,
  source,
}: {
  readonly name: string | null;
  readonly source: Source;
}) {
  const text = textIn(source);
  const title = (
    <>
      Document <strong>{name}</strong>
      <span className={styles.dimmed}> {whereIs(source)}</span>
    </>
  );
  if (text === null) return <p className={styles.part}>{title}</p>;
  return (
    <Fold title={title}>
      <LongText text={text} plain />
    </Fold>
  );
}

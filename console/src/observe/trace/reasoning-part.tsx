import { formatBytes } from '../../ui/formats.ts';
import styles from './conversation.module.css';
import { Fold } from './fold.tsx';
import { LongText } from './long-text.tsx';

/** What a model thought, as far as its provider shows it. */
export function ReasoningPart({
  text,
  encrypted,
}: {
  readonly text: string;
  readonly encrypted: number;
}) {
  const hidden = `encrypted, ${formatBytes(encrypted)}: only the provider reads it`;
  if (text === '') return <p className={styles.part}>Reasoning, {hidden}.</p>;
  return (
    <Fold title="Reasoning">
      <LongText text={text} />
      {encrypted === 0 ? null : <p className={styles.part}>The whole of it is {hidden}.</p>}
    </Fold>
  );
}

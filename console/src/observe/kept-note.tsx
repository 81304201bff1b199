import { isCut, keptDay } from '../data/kept.ts';
import { useKept } from '../data/use-kept.ts';
import { useRange } from '../data/use-range.ts';
import styles from './kept-note.module.css';

/** Over a page whose range begins before what is kept: an empty interval there says nothing. */
export function KeptNote() {
  const kept = useKept();
  const { range } = useRange();
  if (kept === null || !isCut(range, kept)) return null;
  return (
    <p className={styles.note}>
      Not kept before {keptDay(kept)}: <KeptSince />
    </p>
  );
}

/** How long the project keeps requests, as the end of a sentence. */
export function KeptSince() {
  const kept = useKept();
  if (kept === null) return null;
  return (
    <>
      this project keeps requests for {kept.days} {kept.days === 1 ? 'day' : 'days'}, those since{' '}
      {keptDay(kept)}.
    </>
  );
}

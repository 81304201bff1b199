import { type ReactNode, useRef } from 'react';
import styles from './sideways.module.css';
import { useMoreSideways } from './use-more-sideways.ts';

/** What may be wider than its place: it scrolls by itself, by keyboard too, and a shaded edge says that there is more. */
export function Sideways({
  label,
  fill = false,
  children,
}: {
  readonly label: string;
  /** As high as its place, within which it scrolls downwards too. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  useMoreSideways(scroller);
  return (
    <div className={styles.frame} data-fill={fill || undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <div ref={scroller} className={styles.scroller} tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
    </div>
  );
}

import styles from './chart.module.css';
import type { Series } from './series.ts';

/** The names beside their colours; a click leads where a click on the line would. */
export function Legend({
  series,
  colours,
}: {
  readonly series: readonly Series[];
  readonly colours: ReadonlyMap<string, string>;
}) {
  if (series.length < 2) return null;
  return (
    <ul className={styles.legend}>
      {series.map(({ name, dashed }) => (
        <li key={name} className={styles.entry}>
          <span
            className={styles.swatch}
            data-dashed={dashed || undefined}
            style={{ borderColor: colours.get(name) }}
          />
          <span className="truncate">{name}</span>
        </li>
      ))}
    </ul>
  );
}

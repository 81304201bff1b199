import styles from './chart.module.css';
import { SHADES, shadeOf, strengthOf } from './options.ts';
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
  const taken = new Map<string, number>();
  return (
    <ul className={styles.legend}>
      {series.map((one) => {
        const strength = strengthOf(shadeOf(one, taken));
        return (
          <li key={one.name} className={styles.entry}>
            <span
              className={styles.swatch}
              data-dashed={one.dashed || undefined}
              data-strength={one.dashed ? undefined : strength}
              style={{ borderColor: colours.get(one.name), opacity: SHADES[strength] }}
            />
            <span className={styles.name}>{one.name}</span>
          </li>
        );
      })}
    </ul>
  );
}

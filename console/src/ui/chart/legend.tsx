import styles from './chart.module.css';
import { SHADES, shadeOf } from './options.ts';
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
        const shade = SHADES[Math.min(shadeOf(one, taken), SHADES.length - 1)];
        return (
          <li key={one.name} className={styles.entry}>
            <span
              className={styles.swatch}
              data-dashed={one.dashed || undefined}
              style={{ borderColor: colours.get(one.name), opacity: shade }}
            />
            <span className="truncate">{one.name}</span>
          </li>
        );
      })}
    </ul>
  );
}

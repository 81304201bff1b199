import { formatExactTime } from '../formats.ts';
import { Sideways } from '../sideways.tsx';
import styles from './chart.module.css';
import { type Series, toRows } from './series.ts';

export function ChartTable({
  label,
  series,
  format,
  onPoint,
}: {
  readonly label: string;
  readonly series: readonly Series[];
  readonly format: (value: number | null) => string;
  /** Leads to what is behind a value, as a click on the chart does. */
  readonly onPoint: ((series: string, at: number) => void) | undefined;
}) {
  return (
    <Sideways label={`${label}, as a table`} fill>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {toRows(series).map(({ at, values }) => (
            <tr key={at}>
              <td>{formatExactTime(new Date(at).toISOString()).slice(0, 16)}</td>
              {series.map(({ name }, index) => {
                const value = values[index] ?? null;
                return (
                  <td key={name}>
                    {value === null || onPoint === undefined ? (
                      format(value)
                    ) : (
                      <button
                        type="button"
                        className={styles.point}
                        onClick={() => onPoint(name, at)}
                      >
                        {format(value)}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}

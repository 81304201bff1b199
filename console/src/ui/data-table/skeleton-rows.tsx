import styles from './data-table.module.css';

/** As many lines as a screen shows, in the place that the rows will take: plain ones that breathe as one, to be there and gone soon. */
export function SkeletonRows({
  columns,
}: {
  readonly columns: readonly { readonly id: string }[];
}) {
  return (
    <div aria-hidden="true" className={styles.skeletons}>
      {Array.from({ length: 16 }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same and never move.
        <div key={line} className={styles.skeleton}>
          {columns.map(({ id }) => (
            <div key={id} className={styles.cell}>
              <div className={styles.bone} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

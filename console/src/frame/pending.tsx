import { Skeleton } from '@mantine/core';
import styles from './crashed.module.css';

/** While a page's code is on its way. */
export function Pending() {
  return (
    <div className={styles.crashed} aria-busy="true">
      <span className="visually-hidden">Loading</span>
      <Skeleton height={28} width={160} mb={16} />
      <Skeleton height={12} mb={12} />
      <Skeleton height={12} width="80%" />
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import styles from './page-tabs.module.css';

/** The parts of a page, each with its address: `?tab=members`. */
export function PageTabs({
  label,
  to,
  tabs,
  current,
}: {
  readonly label: string;
  readonly to: string;
  readonly tabs: readonly { readonly id: string; readonly label: string }[];
  readonly current: string;
}) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ id, label: text }) => (
        <Link
          key={id}
          to={to}
          search={() => ({ tab: id })}
          className={styles.tab}
          aria-current={id === current ? 'page' : undefined}
          activeProps={{}}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}

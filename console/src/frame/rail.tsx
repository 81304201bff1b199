import { ActionIcon } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Logo } from './logo.tsx';
import styles from './rail.module.css';
import { useRail } from './use-rail.ts';

/** The left rail: 220 px, or icons only. */
export function Rail({
  collapsed,
  onCollapse,
  onNavigate,
}: {
  readonly collapsed: boolean;
  readonly onCollapse: (collapsed: boolean) => void;
  readonly onNavigate: () => void;
}) {
  const groups = useRail();
  const label = collapsed ? 'Widen the menu' : 'Collapse the menu';
  const Collapse = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={styles.rail} aria-label="Pages" data-collapsed={collapsed || undefined}>
      <Link to="/" className={styles.brand} aria-label="Signalbox">
        <Logo />
        <span className={styles.label}>Signalbox</span>
      </Link>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group.label} aria-label={group.label}>
            <h2 className={styles.group}>{group.label}</h2>
            <ul className={styles.items}>
              {group.items.map(({ to, label: name, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    className={styles.item}
                    title={collapsed ? name : undefined}
                    onClick={onNavigate}
                  >
                    <Icon size={18} stroke={1.5} aria-hidden="true" />
                    <span className={styles.label}>{name}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <ActionIcon
        className={styles.collapse ?? ''}
        aria-label={label}
        title={label}
        onClick={() => onCollapse(!collapsed)}
      >
        <Collapse size={18} stroke={1.5} />
      </ActionIcon>
    </nav>
  );
}

import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useSearch } from '../data/use-search.ts';
import { PanelResizer } from './panel-resizer.tsx';
import styles from './side-panel.module.css';
import { usePanelWidth } from './use-panel-width.ts';

/**
 * The detail beside a list: put it after the list in a `SplitView`. Esc closes it, the edge resizes it, and `full=1` in the
 * address gives it the whole page.
 */
export function SidePanel({
  title,
  label,
  actions,
  onClose,
  children,
}: {
  readonly title: ReactNode;
  /** What it shows, for screen readers: "Request". */
  readonly label: string;
  readonly actions?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const [search, set] = useSearch();
  const [width, setWidth] = usePanelWidth();
  const full = search['full'] === '1';
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // A menu or dialog above the panel takes its own Esc first.
      if (document.querySelector('[role=dialog], [role=menu], [role=listbox]') !== null) return;
      close();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const FullIcon = full ? IconArrowsDiagonalMinimize2 : IconArrowsDiagonal;
  const fullLabel = full ? 'Show beside the list' : 'Show as a full page';
  return (
    <aside
      className={styles.panel}
      aria-label={label}
      data-full={full || undefined}
      style={{ '--panel-width': `${width}px` }}
    >
      {full ? null : <PanelResizer width={width} onResize={setWidth} />}
      <header className={styles.header}>
        <div className={styles.title}>{title}</div>
        <Group gap={4} wrap="nowrap">
          {actions}
          <Tooltip label={fullLabel}>
            <ActionIcon
              aria-label={fullLabel}
              onClick={() => set({ full: full ? undefined : '1' })}
            >
              <FullIcon size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Close (Esc)">
            <ActionIcon aria-label="Close" onClick={onClose}>
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Group>
      </header>
      <div className={styles.body}>{children}</div>
    </aside>
  );
}

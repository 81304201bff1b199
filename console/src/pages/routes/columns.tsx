import type { Column } from '../../ui/data-table/index.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './routes.module.css';
import { TierLine } from './tier-line.tsx';
import { isAlias, problemsOf, STRATEGIES } from './tiers.ts';
import type { Route } from './types.ts';

export const COLUMNS: readonly Column<Route>[] = [
  { id: 'name', header: 'Name', width: 132, grow: 1, render: ({ name }) => name },
  {
    id: 'strategy',
    header: 'Strategy',
    width: 100,
    render: (route) => (isAlias(route) ? 'alias' : STRATEGIES[route.strategy].label),
  },
  {
    id: 'targets',
    header: 'Targets',
    width: 320,
    grow: 4,
    render: (route) => <TierLine route={route} />,
  },
  { id: 'state', header: 'State', width: 92, render: (route) => <State route={route} /> },
  { id: 'version', header: 'Version', width: 68, align: 'right', render: ({ version }) => version },
  {
    id: 'changed',
    header: 'Changed',
    width: 100,
    render: ({ updated_at: at }) => <RelativeTime iso={at} />,
  },
];

export function State({ route }: { readonly route: Route }) {
  if (!route.enabled) return <span className={styles.off}>disabled</span>;
  const problems = problemsOf(route);
  if (problems.length === 0) return 'enabled';
  return (
    <span className={styles.off} title={problems.join('; ')}>
      {problems.length === 1 ? '1 problem' : `${problems.length} problems`}
    </span>
  );
}

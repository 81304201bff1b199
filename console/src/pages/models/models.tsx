import { Link } from '@tanstack/react-router';
import { useSearch } from '../../data/use-search.ts';
import { Page } from '../../frame/page.tsx';
import { ModelList } from './model-list.tsx';
import styles from './models.module.css';
import { ProviderList } from './provider-list.tsx';

const TABS = [
  { id: 'providers', label: 'Providers', docs: 'providers' },
  { id: 'models', label: 'Models', docs: 'providers#prices' },
] as const;

/** Where models run, and which there are: state, prices, and what was measured. */
export default function Models() {
  const [{ tab: asked }] = useSearch();
  const tab = TABS.find(({ id }) => id === asked) ?? TABS[0];
  return (
    <Page title={tab.id === 'models' ? 'Models' : 'Models: providers'} docs={tab.docs} fill>
      <nav className={styles.tabs} aria-label="Models">
        {TABS.map(({ id, label }) => (
          <Link
            key={id}
            to="/models"
            search={() => ({ tab: id })}
            className={styles.tab}
            aria-current={id === tab.id ? 'page' : undefined}
            activeProps={{}}
          >
            {label}
          </Link>
        ))}
      </nav>
      {tab.id === 'models' ? <ModelList /> : <ProviderList />}
    </Page>
  );
}

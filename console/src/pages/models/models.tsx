import { useSearch } from '../../data/use-search.ts';
import { Page } from '../../frame/page.tsx';
import { PageTabs } from '../../ui/page-tabs.tsx';
import { ModelList } from './model-list.tsx';
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
    <Page title={tab.label} docs={tab.docs} fill>
      <PageTabs label="Models" to="/models" tabs={TABS} current={tab.id} />
      {tab.id === 'models' ? <ModelList /> : <ProviderList />}
    </Page>
  );
}

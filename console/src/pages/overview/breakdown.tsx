import { SegmentedControl, Tabs } from '@mantine/core';
import { useSearch } from '../../data/use-search.ts';
import { DIMENSION_LABELS } from '../../observe/dimensions.ts';
import { BreakdownBy } from './breakdown-by.tsx';
import { BreakdownByMetadata } from './breakdown-by-metadata.tsx';
import { MEASURES, measureOf } from './measures.ts';
import styles from './overview.module.css';
import { dimensionSplit } from './split.ts';

const BY = [
  'model',
  'provider',
  'key',
  'user',
  'tag',
  'metadata',
  'upstream_code',
  'upstream_status',
] as const;
type By = (typeof BY)[number];
const SPLITS = Object.fromEntries(
  BY.flatMap((name) => (name === 'metadata' ? [] : [[name, dimensionSplit(name)]])),
);

/** Where it comes from: one dimension at a time, over time and as a list with shares. */
export function Breakdown({ total }: { readonly total: { readonly [measure: string]: number } }) {
  const [search, set] = useSearch();
  const by: By = BY.find((name) => name === search['by']) ?? 'model';
  const measure = measureOf(search['measure']);
  return (
    <Tabs
      value={by}
      onChange={(value) => set({ by: value === 'model' || value === null ? undefined : value })}
      keepMounted={false}
    >
      <div className={styles.tabs}>
        <Tabs.List>
          {BY.map((name) => (
            <Tabs.Tab key={name} value={name}>
              By {DIMENSION_LABELS[name].toLowerCase()}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <SegmentedControl
          size="xs"
          aria-label="What is compared"
          value={measure.id}
          onChange={(value) => set({ measure: value === 'requests' ? undefined : value })}
          data={MEASURES.map(({ id, label }) => ({ value: id, label }))}
        />
      </div>
      {BY.map((name) => (
        <Tabs.Panel key={name} value={name} pt={12}>
          <Panel by={name} total={total[measure.id] ?? 0} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Panel({ by, total }: { readonly by: By; readonly total: number }) {
  const split = SPLITS[by];
  return split === undefined ? (
    <BreakdownByMetadata total={total} />
  ) : (
    <BreakdownBy split={split} total={total} />
  );
}

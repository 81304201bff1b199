import { Fact, Facts } from '../../ui/facts.tsx';
import { formatBytes } from '../../ui/formats.ts';
import { PageLink } from '../../ui/page-link.tsx';
import styles from './system.module.css';
import type { System } from './types.ts';

const STATES: Readonly<Record<System['engine']['state'], string>> = {
  off: 'off: this installation serves no local models',
  resting: 'resting: the next request for a local model starts it',
  installing: 'being installed: requests wait until it is there',
  ready: 'ready',
  failed: 'not installed; it is tried again by itself',
  silent: 'it does not answer',
};

/** The role that runs local models. */
export function Engine({ engine }: { readonly engine: System['engine'] }) {
  return (
    <section aria-label="Local engine">
      <h2 className={styles.heading}>Local engine</h2>
      <Facts>
        <Fact name="State">{STATES[engine.state]}</Fact>
        {engine.error === null ? null : <Fact name="Error">{engine.error}</Fact>}
        {engine.rss_bytes === null ? null : (
          <>
            <Fact name="Memory">{formatBytes(engine.rss_bytes)}</Fact>
            <Fact name="Queue">
              {engine.requests} in work and in wait, {engine.requests_refused} refused since it
              started
            </Fact>
          </>
        )}
        <Fact name="Models">
          <PageLink to="/models" search={{ tab: 'models' }}>
            Those on this machine
          </PageLink>
        </Fact>
      </Facts>
    </section>
  );
}

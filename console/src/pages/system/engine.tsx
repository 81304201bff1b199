import { Progress } from '@mantine/core';
import { Fact, Facts } from '../../ui/facts.tsx';
import { formatBytes, formatDuration } from '../../ui/formats.ts';
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
        {engine.installation === null ? null : (
          <Fact name="Progress">
            <Installation {...engine.installation} />
          </Fact>
        )}
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

/** npm tells nothing of how far it is: what it has written does, of about how much there will be. */
function Installation({
  elapsed_ms: elapsed,
  written_bytes: written,
  about_bytes: about,
}: NonNullable<System['engine']['installation']>) {
  const share = Math.min(0.99, written / about);
  const left = written === 0 ? null : (elapsed * (1 - share)) / share;
  return (
    <>
      {formatBytes(written)} of about {formatBytes(about)} written in {formatDuration(elapsed)}
      {left === null
        ? ', waiting for the registry'
        : `, ${formatBytes((written / elapsed) * 1000)} a second, about ${formatDuration(left)} left`}
      <Progress value={share * 100} mt={4} maw={320} aria-label="Installation" />
    </>
  );
}

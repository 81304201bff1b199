import { Button } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useState } from 'react';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { useCan } from '../../data/use-place.ts';
import { Acknowledged } from '../../ui/acknowledged.tsx';
import { ConfirmDanger } from '../../ui/confirm-danger.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import layout from '../../ui/layout.module.css';
import { PageLink } from '../../ui/page-link.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { causeWords, conditionWords, timeouts } from './differences.ts';
import { RouteDialog } from './route-dialog.tsx';
import styles from './routes.module.css';
import { TierPicture } from './tier-picture.tsx';
import { isAlias, problemsOf, STRATEGIES } from './tiers.ts';
import type { ChangedRoute, Route } from './types.ts';
import { authorName, VersionList } from './version-list.tsx';

/** One route: where it leads, what it does when that fails, what it said before, and how it is changed. */
export function RoutePanel({
  route,
  told,
  mayWrite,
  onClose,
  onChanged,
}: {
  readonly route: Route;
  /** Who has its latest change in force, where it was just made here. */
  readonly told: ChangedRoute | null;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
  readonly onChanged: (changed: ChangedRoute) => void;
}) {
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const audit = useCan('audit:read');
  const { id, name, enabled, version, strategy, targets, rules } = route;
  const params = { path: { id }, header: { 'if-match': `"${version}"` } };
  const changes = [['routes'], ['audit']];
  const change = useApiMutation(
    (api, body: { enabled: boolean }) => unwrap(api.PATCH('/api/v1/routes/{id}', { params, body })),
    { changes, onSuccess: onChanged },
  );
  const remove = useApiMutation((api) => unwrap(api.DELETE('/api/v1/routes/{id}', { params })), {
    changes,
    onSuccess: onClose,
  });
  const problems = problemsOf(route);
  return (
    <SidePanel title={name} label="Route" onClose={onClose}>
      <div className={layout.panel}>
        {mayWrite ? (
          <div className={layout.buttons}>
            <Button variant="default" onClick={() => setOpen('edit')}>
              Edit
            </Button>
            <Button
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate({ enabled: !enabled })}
            >
              {enabled ? 'Disable' : 'Enable'}
            </Button>
            <Button variant="default" onClick={() => setOpen('delete')}>
              Delete…
            </Button>
          </div>
        ) : null}
        {change.error === null ? null : <ErrorNotice error={change.error} />}
        {told === null ? null : <Acknowledged told={told} />}
        {enabled ? null : (
          <p className={styles.off}>Disabled: its name means what it would without it.</p>
        )}
        {problems.map((problem) => (
          <p key={problem} className={styles.off}>
            {problem}
          </p>
        ))}
        <TierPicture name={name} strategy={strategy} targets={targets} />
        {rules.map((rule) => (
          <section key={rule.name} className={styles.rule} aria-label={`Rule ${rule.name}`}>
            <h2 className={styles.heading}>Rule {rule.name}</h2>
            <p className={styles.dim}>{conditionWords(rule.when)}</p>
            <TierPicture name={rule.name} strategy={strategy} targets={rule.targets} />
          </section>
        ))}
        <Facts>
          <Fact name="Strategy">
            {isAlias(route) ? 'an alias: one model under this name' : STRATEGIES[strategy].meaning}
          </Fact>
          <Fact name="Retries">{route.retries}</Fact>
          <Fact name="Next target on">
            {route.fallback_on.map(causeWords).join(', ') || 'nothing'}
          </Fact>
          <Fact name="Asks another after">
            {route.hedge_after_ms === null ? 'never' : `${route.hedge_after_ms} ms`}
          </Fact>
          <Fact name="Timeouts">{timeouts(route.timeouts)}</Fact>
          <Fact name="Changed">
            <RelativeTime iso={route.updated_at} /> by {authorName(route.changed_by)}
          </Fact>
          {audit ? (
            <Fact name="Links">
              <PageLink to="/settings" search={{ tab: 'audit', target: id }}>
                What was done to it
              </PageLink>
            </Fact>
          ) : null}
        </Facts>
        <h2 className={styles.heading}>Versions</h2>
        <VersionList route={route} mayWrite={mayWrite} onChanged={onChanged} />
        {open === 'edit' ? (
          <RouteDialog route={route} onClose={() => setOpen(null)} onChanged={onChanged} />
        ) : null}
        <ConfirmDanger
          opened={open === 'delete'}
          onClose={() => setOpen(null)}
          title={`Delete ${name}`}
          name={name}
          action="Delete route"
          onConfirm={() => remove.mutateAsync(undefined)}
        >
          Requests for <code>{name}</code> are refused from then on, unless a provider has a model
          of this name. A deleted route does not come back. To stop it for a while, disable it
          instead.
        </ConfirmDanger>
      </div>
    </SidePanel>
  );
}

import { Button, Skeleton } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { IconPlus } from '@tabler/icons-react';
import { useSession } from '../../../data/session.ts';
import { useApiQuery } from '../../../data/use-api-query.ts';
import { useSearch } from '../../../data/use-search.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Section, Sections } from '../section.tsx';
import styles from '../settings.module.css';
import { NewProject } from './new-project.tsx';
import { ProjectRow } from './project-row.tsx';

/** The projects that this person may enter, and what each keeps. */
export default function Projects() {
  const { role, user } = useSession();
  const [{ edit }, set] = useSearch();
  const { data, error, refetch } = useApiQuery(['projects'], (api, signal) =>
    unwrap(api.GET('/api/v1/projects', { params: { query: { limit: 200 } }, signal })),
  );
  const mayCreate = user === null || role === 'owner';
  const close = () => set({ edit: undefined });
  return (
    <Sections>
      <Section
        title="Projects"
        explain="A project owns keys, providers, prices and requests, and the people who work on them. Take one for each application or team whose requests others should not see."
      >
        {error === null ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />}
        <ul className={styles.list} aria-busy={data === undefined}>
          {data === undefined && error === null ? (
            <li className={styles.row}>
              <Skeleton height={40} />
            </li>
          ) : null}
          {data?.data.map((project) => (
            <ProjectRow
              key={`${project.id} ${project.version}`}
              project={project}
              open={edit === project.id}
              onOpen={() => set({ edit: project.id })}
              onClose={close}
            />
          ))}
        </ul>
        {mayCreate && edit !== 'new' ? (
          <div>
            <Button
              leftSection={<IconPlus size={16} stroke={1.5} />}
              onClick={() => set({ edit: 'new' })}
            >
              New project
            </Button>
          </div>
        ) : null}
        {mayCreate ? null : (
          <p className={styles.explain}>Owners of the organisation make projects.</p>
        )}
      </Section>
      {mayCreate && edit === 'new' ? <NewProject onClose={close} /> : null}
    </Sections>
  );
}

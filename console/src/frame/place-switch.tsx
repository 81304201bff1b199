import { Menu } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useSession } from '../data/session.ts';
import { usePlaceIfAny } from '../data/use-place.ts';
import { useSearch } from '../data/use-search.ts';
import styles from './top-bar.module.css';

/** Project and environment; the environment in its colour. */
export function PlaceSwitch() {
  const { projects, organisation } = useSession();
  const place = usePlaceIfAny();
  const [, set] = useSearch();
  if (place === null) return <span>{organisation.name}</span>;
  const { project, environment } = place;
  return (
    <div className={styles.place}>
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={styles.switch} aria-label={`Project ${project.name}`}>
            <span className="truncate">{project.name}</span>
            <IconSelector size={14} stroke={1.5} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{organisation.name}</Menu.Label>
          {projects.map(({ id, name }) => (
            <Menu.Item
              key={id}
              onClick={() => set({ project: name, open: undefined })}
              rightSection={id === project.id ? <IconCheck size={14} /> : null}
            >
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <span className={styles.slash} aria-hidden="true">
        /
      </span>
      <Menu position="bottom-start">
        <Menu.Target>
          <button
            type="button"
            className={`${styles.switch} ${styles.environment}`}
            data-environment={environment.name}
            aria-label={`Environment ${environment.name}`}
          >
            <span className={styles.dot} data-environment={environment.name} />
            <span className="truncate">{environment.name}</span>
            <IconSelector size={14} stroke={1.5} aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {project.environments.map(({ id, name }) => (
            <Menu.Item
              key={id}
              onClick={() => set({ environment: name, open: undefined })}
              leftSection={<span className={styles.dot} data-environment={name} />}
              rightSection={id === environment.id ? <IconCheck size={14} /> : null}
            >
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

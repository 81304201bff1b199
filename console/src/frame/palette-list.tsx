import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Search } from '../data/search.ts';
import { useSession } from '../data/session.ts';
import { CommandList } from './command-list.tsx';
import { type Command, findCommands, pageCommands } from './palette-commands.ts';
import { useRail } from './use-rail.ts';

/** What the palette offers to this person in this place. */
export function PaletteList({ onDone }: { readonly onDone: () => void }) {
  const rail = useRail();
  const { projects } = useSession();
  const navigate = useNavigate();
  const commands = useMemo(
    () => [
      ...pageCommands(rail),
      ...projects.flatMap((project) =>
        project.environments.map((environment) => ({
          id: `${project.id}/${environment.id}`,
          label: `${project.name} / ${environment.name}`,
          group: 'Switch to',
          search: { project: project.name, environment: environment.name },
        })),
      ),
    ],
    [rail, projects],
  );
  const run = (command: Command) => {
    onDone();
    void navigate({
      to: command.to ?? '.',
      search: (old: Search) =>
        command.to === undefined ? { ...old, ...command.search } : { ...command.search },
    });
  };
  return <CommandList find={(typed) => findCommands(typed, commands)} onRun={run} />;
}

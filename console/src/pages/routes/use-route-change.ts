import type { Signalbox } from '@signalbox/sdk';
import type { FormEvent } from 'react';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import type { ChangedRoute } from './types.ts';

/** A dialog about a route: whoever opened it hears what it changed. */
export interface RouteDialogEnds {
  readonly onClose: () => void;
  readonly onChanged: (changed: ChangedRoute) => void;
}

/** Sends a change of a route by its dialog's form, which closes once it is done. */
export function useRouteChange(
  write: (api: Signalbox) => Promise<ChangedRoute>,
  { onClose, onChanged }: RouteDialogEnds,
) {
  const change = useApiMutation(write, {
    changes: [['routes'], ['audit']],
    onSuccess: (changed) => {
      onChanged(changed);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate(undefined);
  };
  return { submit, error: change.error, pending: change.isPending };
}

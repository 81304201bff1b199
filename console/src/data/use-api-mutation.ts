import type { Signalbox } from '@signalbox/sdk';
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api.ts';
import { usePlaceKey } from './use-api-query.ts';

/** A change, after which the named queries of this place are read again: `changes: [['keys'], ['audit']]`. */
export function useApiMutation<Input, Output>(
  write: (api: Signalbox, input: Input) => Promise<Output>,
  options: {
    readonly changes?: readonly (readonly unknown[])[];
    readonly onSuccess?: (output: Output, input: Input) => void;
  } = {},
): UseMutationResult<Output, Error, Input> {
  const api = useApi();
  const client = useQueryClient();
  const placeKey = usePlaceKey();
  return useMutation({
    mutationFn: (input: Input) => write(api, input),
    onSuccess: async (output, input) => {
      options.onSuccess?.(output, input);
      await Promise.all(
        (options.changes ?? []).map((key) =>
          client.invalidateQueries({ queryKey: [...placeKey, ...key] }),
        ),
      );
    },
  });
}

import { Fieldset, Modal, Select, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useMemo, useState } from 'react';
import { useCallableModels } from '../../data/use-models.ts';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import layout from '../../ui/layout.module.css';
import { ResilienceFields } from './resilience-fields.tsx';
import { draftOf, stated } from './route-draft.ts';
import { RulesField } from './rules-field.tsx';
import { TargetsField } from './targets-field.tsx';
import { STRATEGIES } from './tiers.ts';
import type { Route } from './types.ts';
import { type RouteDialogEnds, useRouteChange } from './use-route-change.ts';

const CHOICES = (Object.keys(STRATEGIES) as Route['strategy'][]).map((value) => ({
  value,
  label: STRATEGIES[value].label,
}));

/** Makes a route, or a new version of one. */
export function RouteDialog({
  route,
  onClose,
  onChanged,
}: {
  readonly route: Route | null;
} & RouteDialogEnds) {
  const [draft, setDraft] = useState(() => draftOf(route));
  const known = useCallableModels();
  const models = useMemo(() => known.data?.data.map(({ id }) => id) ?? [], [known.data]);
  const save = useRouteChange(
    (api) => {
      const body = stated(draft);
      if (route === null) return unwrap(api.POST('/api/v1/routes', { body }));
      const params = { path: { id: route.id }, header: { 'if-match': `"${route.version}"` } };
      return unwrap(api.PATCH('/api/v1/routes/{id}', { params, body }));
    },
    { onClose, onChanged },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={route === null ? 'Add a route' : `Edit ${route.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={layout.form} onSubmit={save.submit}>
        <TextInput
          label="Name"
          description="What clients name as model: chat, or gpt-4o to take over what they send."
          required
          withAsterisk={false}
          maxLength={128}
          ref={focusAtOnce}
          data-autofocus
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <Select
          label="Strategy"
          description={STRATEGIES[draft.strategy].meaning}
          data={CHOICES}
          allowDeselect={false}
          value={draft.strategy}
          onChange={(strategy) => strategy !== null && setDraft({ ...draft, strategy })}
        />
        <Fieldset legend="Targets">
          <TargetsField
            of=""
            targets={draft.targets}
            models={models}
            onChange={(targets) => setDraft({ ...draft, targets })}
          />
        </Fieldset>
        <RulesField
          rules={draft.rules}
          models={models}
          onChange={(rules) => setDraft({ ...draft, rules })}
        />
        <ResilienceFields draft={draft} onChange={setDraft} />
        {route === null ? null : (
          <TextInput
            label="Why"
            description="For those who read its versions. It may stay empty."
            maxLength={500}
            value={draft.message}
            onChange={(event) => setDraft({ ...draft, message: event.currentTarget.value })}
          />
        )}
        <FormActions error={save.error} pending={save.pending} onCancel={onClose}>
          {route === null ? 'Add the route' : 'Save as a new version'}
        </FormActions>
      </form>
    </Modal>
  );
}

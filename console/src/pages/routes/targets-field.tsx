import { ActionIcon, Button, Group, NumberInput, Tooltip } from '@mantine/core';
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { ModelField } from '../../ui/model-field.tsx';
import { newTarget, type TargetDraft } from './route-draft.ts';
import styles from './routes.module.css';

/** The targets of a route or of a rule: which model, with which weight, in which tier. */
export function TargetsField({
  of,
  targets,
  models,
  onChange,
}: {
  /** What tells them from those of others: empty, or " of rule 2". */
  readonly of: string;
  readonly targets: readonly TargetDraft[];
  readonly models: readonly string[];
  readonly onChange: (targets: readonly TargetDraft[]) => void;
}) {
  const change = (key: number, changed: Partial<TargetDraft>) =>
    onChange(targets.map((target) => (target.key === key ? { ...target, ...changed } : target)));
  return (
    <div className={styles.rows}>
      {targets.map((target, index) => {
        const which = `target ${index + 1}${of}`;
        return (
          <div key={target.key} className={styles.row}>
            <ModelField
              label={`Model of ${which}`}
              heading="Model"
              models={models}
              value={target.model}
              onChange={(model) => change(target.key, { model })}
            />
            <NumberInput
              label="Weight"
              aria-label={`Weight of ${which}`}
              min={0}
              max={1_000_000}
              hideControls
              value={target.weight}
              onChange={(weight) => change(target.key, { weight: numberOf(weight) })}
            />
            <NumberInput
              label="Tier"
              aria-label={`Tier of ${which}`}
              min={1}
              max={100}
              allowDecimal={false}
              hideControls
              value={target.order}
              onChange={(order) => change(target.key, { order: numberOf(order) })}
            />
            <Group gap={2} wrap="nowrap" mb={4}>
              <Tooltip label="Move up">
                <ActionIcon
                  aria-label={`Move ${which} up`}
                  disabled={index === 0}
                  onClick={() => onChange(movedUp(targets, index))}
                >
                  <IconArrowUp size={16} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label="Remove">
                <ActionIcon
                  aria-label={`Remove ${which}`}
                  disabled={targets.length === 1}
                  onClick={() => onChange(targets.filter(({ key }) => key !== target.key))}
                >
                  <IconX size={16} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            </Group>
          </div>
        );
      })}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange([...targets, newTarget(targets)])}
        >
          Add a target{of}
        </Button>
      </div>
    </div>
  );
}

function movedUp(targets: readonly TargetDraft[], index: number): TargetDraft[] {
  const moved = [...targets];
  moved.splice(index - 1, 0, ...moved.splice(index, 1));
  return moved;
}

export function numberOf(value: number | string): number | '' {
  return typeof value === 'number' ? value : '';
}

import { Button, Fieldset, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import layout from '../../ui/layout.module.css';
import { newRule, type RuleDraft } from './route-draft.ts';
import styles from './routes.module.css';
import { numberOf, TargetsField } from './targets-field.tsx';

/** Which requests go elsewhere: the first rule that holds says where. */
export function RulesField({
  rules,
  models,
  onChange,
}: {
  readonly rules: readonly RuleDraft[];
  readonly models: readonly string[];
  readonly onChange: (rules: readonly RuleDraft[]) => void;
}) {
  const change = (key: number, changed: Partial<RuleDraft>) =>
    onChange(rules.map((rule) => (rule.key === key ? { ...rule, ...changed } : rule)));
  return (
    <>
      {rules.map((rule, index) => {
        const of = ` of rule ${index + 1}`;
        return (
          <Fieldset key={rule.key} legend={`Rule ${index + 1}`} className={layout.form ?? ''}>
            <TextInput
              label="Name"
              aria-label={`Name${of}`}
              description="All that is set below must hold."
              required
              withAsterisk={false}
              maxLength={100}
              value={rule.name}
              onChange={(event) => change(rule.key, { name: event.currentTarget.value })}
            />
            <div className={styles.pair}>
              <TagsInput
                label="One of these tags"
                aria-label={`Tags${of}`}
                acceptValueOnBlur
                value={[...rule.tags]}
                onChange={(tags) => change(rule.key, { tags })}
              />
              <TagsInput
                label="One of these users"
                aria-label={`Users${of}`}
                placeholder={rule.users.length === 0 ? 'team-*' : ''}
                acceptValueOnBlur
                value={[...rule.users]}
                onChange={(users) => change(rule.key, { users })}
              />
              <TagsInput
                label="All of this metadata"
                aria-label={`Metadata${of}`}
                placeholder={rule.metadata.length === 0 ? 'plan=pro' : ''}
                acceptValueOnBlur
                value={[...rule.metadata]}
                onChange={(metadata) => change(rule.key, { metadata })}
              />
              <NumberInput
                label="Tokens, at least"
                aria-label={`Least tokens${of}`}
                min={0}
                allowDecimal={false}
                hideControls
                value={rule.min}
                onChange={(min) => change(rule.key, { min: numberOf(min) })}
              />
              <NumberInput
                label="Tokens, below"
                aria-label={`Tokens below${of}`}
                min={1}
                allowDecimal={false}
                hideControls
                value={rule.below}
                onChange={(below) => change(rule.key, { below: numberOf(below) })}
              />
            </div>
            <TargetsField
              of={of}
              targets={rule.targets}
              models={models}
              onChange={(targets) => change(rule.key, { targets })}
            />
            <div>
              <Button
                variant="default"
                onClick={() => onChange(rules.filter(({ key }) => key !== rule.key))}
              >
                Remove rule {index + 1}
              </Button>
            </div>
          </Fieldset>
        );
      })}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange([...rules, newRule(rules)])}
        >
          Add a rule
        </Button>
      </div>
    </>
  );
}

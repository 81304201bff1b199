import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type components, unwrap } from '@signalbox/sdk';
import { useState } from 'react';
import { useApiMutation } from '../../../data/use-api-mutation.ts';
import { usePlace } from '../../../data/use-place.ts';
import { Code } from '../../../ui/code.tsx';
import { focusAtOnce } from '../../../ui/focus-at-once.ts';
import { FormActions } from '../../../ui/form-actions.tsx';
import { formatExactTime } from '../../../ui/formats.ts';
import layout from '../../../ui/layout.module.css';
import type { Given } from './given.ts';
import { GivenFields } from './given-fields.tsx';
import { useAuthority } from './use-authority.ts';

/** Invites a person, then shows the link, this once. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { project } = usePlace();
  const { organisation } = useAuthority();
  const [email, setEmail] = useState('');
  const [given, setGiven] = useState<Given>(() =>
    organisation === null
      ? {
          role: null,
          content: null,
          project_roles: [{ project_id: project.id, role: 'member', content: null }],
        }
      : { role: 'member', content: null, project_roles: [] },
  );
  // Shown as soon as it is made, whatever becomes of reading the lists again: there is no second time.
  const [made, setMade] = useState<components['schemas']['CreatedInvitation']>();
  const invite = useApiMutation(
    (api, body: { email: string } & Given) =>
      unwrap(
        api.POST('/api/v1/invitations', {
          body: { ...body, project_roles: [...body.project_roles] },
        }),
      ),
    { changes: [['invitations'], ['audit']], onSuccess: setMade },
  );
  const nothing = given.role === null && given.project_roles.length === 0;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={made === undefined ? 'Invite a person' : `The invitation of ${made.email}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {made === undefined ? (
        <form
          className={layout.form}
          onSubmit={(event) => {
            event.preventDefault();
            invite.mutate({ email, ...given });
          }}
        >
          <TextInput
            label="E-mail"
            description="Whom it is for: they sign in with it. Signalbox sends no mail, you get a link to pass on."
            type="email"
            required
            withAsterisk={false}
            ref={focusAtOnce}
            data-autofocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <GivenFields value={given} onChange={setGiven} />
          <FormActions
            error={invite.error}
            pending={invite.isPending}
            disabled={nothing || email === ''}
            onCancel={onClose}
          >
            Make the invitation
          </FormActions>
        </form>
      ) : (
        <div className={layout.form}>
          <p>
            Pass this link on to {made.email}. It is shown this once, and opens once, until{' '}
            {formatExactTime(made.expires_at)}. A later invitation to the same address takes its
            place.
          </p>
          <Code text={new URL(made.link, location.origin).href} label="the link" />
          <Group justify="flex-end">
            <Button onClick={onClose}>Done</Button>
          </Group>
        </div>
      )}
    </Modal>
  );
}

import { Button, SegmentedControl } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan } from '../../../data/use-place.ts';
import { useSearch } from '../../../data/use-search.ts';
import layout from '../../../ui/layout.module.css';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { People } from './people.tsx';

/** Who may come in, and who was asked to. */
export default function Members() {
  const [{ show }, set] = useSearch();
  const [inviting, setInviting] = useState(false);
  const mayWrite = useCan('people:write');
  const list = show === 'invitations' ? 'invitations' : 'people';
  const invite = mayWrite ? () => setInviting(true) : null;
  return (
    <>
      <div className={layout.bar}>
        <SegmentedControl
          aria-label="What is listed"
          size="xs"
          transitionDuration={0}
          data={[
            { value: 'people', label: 'People' },
            { value: 'invitations', label: 'Open invitations' },
          ]}
          value={list}
          onChange={(value) =>
            set({ show: value === 'people' ? undefined : value, person: undefined })
          }
        />
        {invite === null ? null : (
          <Button
            className={layout.end ?? ''}
            leftSection={<IconUserPlus size={16} stroke={1.5} />}
            onClick={invite}
          >
            Invite a person
          </Button>
        )}
      </div>
      {list === 'people' ? <People /> : <Invitations onInvite={invite} />}
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </>
  );
}

import { ActionIcon, Menu } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { leaveToSignIn } from '../data/api.ts';
import { useSession } from '../data/session.ts';
import { signOut } from './sign-out.ts';

export function UserMenu() {
  const { user, role, organisation, csrf_token: csrfToken } = useSession();
  const name = user === null ? 'A key' : user.name;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Signed in as ${name}`}>
          <IconUserCircle size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {name}
          {role === null ? '' : `, ${role} of ${organisation.name}`}
        </Menu.Label>
        {user === null ? null : (
          <Menu.Item
            leftSection={<IconLogout size={16} stroke={1.5} />}
            onClick={() => void signOut(csrfToken).then(leaveToSignIn)}
          >
            Sign out
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

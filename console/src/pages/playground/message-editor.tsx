import { ActionIcon, FileButton, Select, Textarea, TextInput, Tooltip } from '@mantine/core';
import { IconPhoto, IconTrash, IconX } from '@tabler/icons-react';
import type { ClipboardEvent } from 'react';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import type { Message, Role } from './column.ts';
import styles from './playground.module.css';
import { readImages } from './read-images.ts';

const ROLES: readonly Role[] = ['user', 'assistant', 'tool'];
const isRole = (text: string | null): text is Role => ROLES.some((role) => role === text);

/** One message of the conversation; images are pasted into it or chosen. */
export function MessageEditor({
  message,
  place,
  focused,
  onChange,
  onRemove,
}: {
  readonly message: Message;
  /** Its number in the conversation, for screen readers. */
  readonly place: number;
  /** Whether it has the focus from the beginning. */
  readonly focused: boolean;
  readonly onChange: (message: Message) => void;
  readonly onRemove: (() => void) | null;
}) {
  const set = (patch: Partial<Message>) => onChange({ ...message, ...patch });
  const add = async (files: Iterable<File>) => {
    const images = await readImages(files);
    if (images.length > 0) set({ images: [...message.images, ...images] });
  };
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files].filter(({ type }) => type.startsWith('image/'));
    if (files.length === 0 || message.role !== 'user') return;
    event.preventDefault();
    void add(files);
  };
  return (
    <div className={styles.message}>
      <div className={styles.messageHead}>
        <Select
          size="xs"
          w={110}
          aria-label={`Role of message ${place}`}
          data={[...ROLES]}
          allowDeselect={false}
          value={message.role}
          onChange={(role) =>
            isRole(role) && set({ role, images: role === 'user' ? message.images : [] })
          }
        />
        <span className={styles.gap} />
        {message.role === 'user' ? (
          <FileButton multiple accept="image/*" onChange={(files) => void add(files)}>
            {(props) => (
              <Tooltip label="Add images (or paste them)">
                <ActionIcon {...props} aria-label={`Add images to message ${place}`}>
                  <IconPhoto size={16} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            )}
          </FileButton>
        ) : null}
        {onRemove === null ? null : (
          <Tooltip label="Remove the message">
            <ActionIcon aria-label={`Remove message ${place}`} onClick={onRemove}>
              <IconTrash size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {message.role === 'tool' ? (
        <TextInput
          size="xs"
          aria-label={`Call that message ${place} answers`}
          placeholder="id of the call"
          value={message.toolCallId}
          onChange={(event) => set({ toolCallId: event.currentTarget.value })}
        />
      ) : null}
      <Textarea
        {...(focused ? { ref: focusAtOnce } : {})}
        aria-label={`Message ${place}`}
        placeholder={
          message.role === 'tool' ? 'What the tool answered' : `What the ${message.role} says`
        }
        autosize
        minRows={2}
        maxRows={16}
        value={message.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
        onPaste={paste}
      />
      {message.role === 'assistant' && message.toolCalls !== '' ? (
        <Textarea
          label="Tool calls"
          autosize
          maxRows={10}
          classNames={{ input: styles.mono ?? '' }}
          value={message.toolCalls}
          onChange={(event) => set({ toolCalls: event.currentTarget.value })}
        />
      ) : null}
      {message.images.length === 0 ? null : (
        <div className={styles.images}>
          {message.images.map((url, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same image may be there twice.
            <div key={index} className={styles.image}>
              <img src={url} alt={`Attachment ${index + 1}`} />
              <ActionIcon
                size={20}
                variant="filled"
                color="dark"
                aria-label={`Remove image ${index + 1}`}
                onClick={() => set({ images: message.images.filter((_, at) => at !== index) })}
              >
                <IconX size={12} />
              </ActionIcon>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

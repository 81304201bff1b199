import { membersOf } from './gateway-address.ts';
import { quoted } from './shell-word.ts';

/** Operations whose body may be a form. Of one, the record has the fields and what is known of the files. */
const TAKE_FORMS: ReadonlySet<string> = new Set(['transcription', 'translation', 'image_edit']);

export interface FormOptions {
  /** Of curl, one a field or file. */
  readonly options: readonly string[];
  /** What whoever sends it has to bring along; null: nothing. */
  readonly missing: string | null;
}

interface FormFile {
  readonly name: string;
  readonly filename: string;
  readonly content_type: string | null;
}

/** A form as curl's options; null where the body was none. */
export function formOf(operation: string, body: string): FormOptions | null {
  const members = TAKE_FORMS.has(operation) ? membersOf(body) : null;
  if (members === null || !Array.isArray(members['files'])) return null;
  const { files, ...fields } = members;
  const sent = (files as unknown[]).filter(isFile);
  return {
    options: [
      ...Object.entries(fields).flatMap(([name, value]) =>
        [value].flat().map((one) => `--form-string ${quoted(`${name}=${textOf(one)}`)}`),
      ),
      ...sent.map(fileOption),
    ],
    missing:
      sent.length === 0
        ? null
        : `Files are not kept: put ${sent.map((file) => localName(file.filename)).join(', ')} into this folder first.`,
  };
}

function isFile(value: unknown): value is FormFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'filename' in value &&
    typeof value.filename === 'string'
  );
}

function fileOption({ name, filename, content_type }: FormFile): string {
  const local = localName(filename);
  const known = content_type !== null && /^[\w.+-]+\/[\w.+-]+$/.test(content_type);
  const type = known ? `;type=${content_type}` : '';
  return `-F ${quoted(`${name}=@"./${local}"${type}`)}`;
}

/**
 * A file of this folder and no other: whoever sent the request chose the name, and whoever pastes the command must not upload what
 * that names.
 */
function localName(filename: string): string {
  const last = filename.split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[^\p{L}\p{N}._ -]/gu, '_');
  return /^\.*$/.test(plain) ? 'file' : plain;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

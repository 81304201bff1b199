export { presetNamed, presetOf } from './find-preset.ts';
export type { Preset, Quirks } from './preset.ts';
export { renameMembers } from './rename-members.ts';
export { PRESETS } from './table.ts';

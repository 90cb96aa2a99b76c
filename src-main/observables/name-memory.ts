import { type HostNames, hostNames } from './host-name.ts';
import type { NameLook } from './name-look.ts';
import { NameTable, rememberedNames } from './name-table.ts';
import { ValueMemory } from './value-memory.ts';

/** What was learnt of names. The same ones come again with every key that an analyst types, and in most reports. */
export interface NameMemory {
  readonly names: HostNames;
  /** by the name as written */
  readonly looks: NameTable<NameLook>;
  readonly values: ValueMemory;
}

export function nameMemory(): NameMemory {
  return { names: hostNames(), looks: new NameTable(), values: new ValueMemory() };
}

/** Between two texts: the names of the next one may be others. */
export function forgetWhenFull({ names, looks }: NameMemory): void {
  if (looks.size >= rememberedNames) looks.clear();
  names.forgetWhenFull();
}

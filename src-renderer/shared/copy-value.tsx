import { Button, PopoverNext } from '@blueprintjs/core';
import { Duplicate } from '@blueprintjs/icons';
import { useContextMenu } from './context-menu.tsx';
import type { CopiedValue } from './copied-text.ts';
import { CopyMenu } from './copy-menu.tsx';
import { useDefang } from './defang-style.ts';
import { useCopyValues } from './use-copy-values.ts';

type CopyValueProps = {
  readonly type: string;
  readonly value: string;
  /** for lists that move the focus between controls of one kind */
  readonly 'data-control'?: string;
};

/** Copies one value as it is shown; with Shift refanged. Its own menu has both in words. */
export function CopyValue({ type, value, 'data-control': control }: CopyValueProps) {
  const defang = useDefang();
  const copy = useCopyValues();
  const menu = useContextMenu(() => (
    <CopyMenu count={1} onCopy={(form) => void copy([{ type, value }], form)} />
  ));
  return (
    <Button
      size="small"
      variant="minimal"
      icon={<Duplicate />}
      aria-label={`Copy ${defang(type, value)}`}
      title="Copy defanged; with Shift refanged"
      data-control={control}
      onClick={(event) => void copy([{ type, value }], event.shiftKey ? 'refanged' : 'defanged')}
      {...menu}
    />
  );
}

/** A button with the forms that many values can be copied in. */
export function CopyValues({ values }: { readonly values: readonly CopiedValue[] }) {
  const copy = useCopyValues();
  return (
    <PopoverNext
      placement="bottom-end"
      content={<CopyMenu count={values.length} onCopy={(form) => void copy(values, form)} />}
    >
      <Button
        size="small"
        variant="minimal"
        icon={<Duplicate />}
        text="Copy"
        title="Copy these values"
        disabled={values.length === 0}
      />
    </PopoverNext>
  );
}

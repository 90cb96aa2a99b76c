import { Button, ButtonGroup, Menu, MenuDivider, MenuItem, PopoverNext } from '@blueprintjs/core';
import { CaretDown, Refresh } from '@blueprintjs/icons';
import type { AgainOnly } from '../../src-main/contract/again.ts';
import { useOfferCommands } from '../app/commands.ts';

type Props = {
  readonly isDisabled: boolean;
  readonly onRun: (only?: AgainOnly) => void;
};

const daySeconds = 86_400;

const parts: readonly { readonly text: string; readonly only: AgainOnly }[] = [
  { text: 'What failed', only: { what: 'failed' } },
  { text: 'What is older than a day', only: { what: 'older', seconds: daySeconds } },
  { text: 'What is older than a week', only: { what: 'older', seconds: 7 * daySeconds } },
  { text: 'What is older than 30 days', only: { what: 'older', seconds: 30 * daySeconds } },
];

/** `Run again`, and beside it: of what was asked before, only a part. */
export function RunAgainMenu({ isDisabled, onRun }: Props) {
  useOfferCommands(
    isDisabled
      ? []
      : parts.map(({ text, only }) => ({
          name: `Run again: ${text.toLowerCase()}`,
          run: () => onRun(only),
        })),
  );
  return (
    <ButtonGroup variant="minimal">
      <Button
        size="small"
        icon={<Refresh />}
        text="Run again"
        title="Run again"
        disabled={isDisabled}
        onClick={() => onRun()}
      />
      <PopoverNext
        placement="bottom-end"
        content={
          <Menu>
            <MenuDivider title="Run again, of these" />
            {parts.map(({ text, only }) => (
              <MenuItem key={text} text={text} onClick={() => onRun(only)} />
            ))}
          </Menu>
        }
      >
        <Button
          size="small"
          icon={<CaretDown />}
          aria-label="Run again a part"
          title="Run again a part"
          disabled={isDisabled}
        />
      </PopoverNext>
    </ButtonGroup>
  );
}

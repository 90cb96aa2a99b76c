import { ContextMenuPopover } from '@blueprintjs/core';
import {
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  use,
  useCallback,
  useRef,
  useState,
} from 'react';

type Offset = { readonly left: number; readonly top: number };
type Show = (offset: Offset, menu: ReactElement) => void;

const ShowContext = createContext<Show>(() => {});

/** Where the one context menu of the window is drawn. */
export function ContextMenus({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<{ readonly offset: Offset; readonly menu: ReactElement }>();
  const [isOpen, setOpen] = useState(false);
  const focused = useRef<Element | null>(null);
  const show: Show = useCallback((offset, menu) => {
    focused.current = document.activeElement;
    setShown({ offset, menu });
    setOpen(true);
  }, []);
  return (
    <ShowContext value={show}>
      {children}
      {shown !== undefined && (
        <ContextMenuPopover
          isOpen={isOpen}
          targetOffset={shown.offset}
          content={shown.menu}
          transitionDuration={0}
          onOpened={(popover) =>
            popover.querySelector<HTMLElement>('[role="menuitem"]')?.focus({ preventScroll: true })
          }
          onClose={() => setOpen(false)}
          onClosed={() => {
            // What was chosen may have taken the focus somewhere else.
            const active = document.activeElement;
            const isLost = active === document.body || active?.closest('[role="menu"]') != null;
            if (isLost && focused.current instanceof HTMLElement) focused.current.focus();
          }}
        />
      )}
    </ShowContext>
  );
}

export type ContextMenuHandlers = {
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

/**
 * Handlers for what has a menu: by right click, by the menu key or Shift+F10. `menuAt` is told the element that was
 * meant; null where there is no menu.
 */
export function useContextMenu(
  menuAt: (target: Element) => ReactElement | null,
): ContextMenuHandlers {
  const show = use(ShowContext);
  const open = (event: MouseEvent | KeyboardEvent, offset: Offset | null) => {
    if (!(event.target instanceof Element)) return;
    const menu = menuAt(event.target);
    if (menu === null) return;
    event.preventDefault();
    event.stopPropagation();
    show(offset ?? below(event.target), menu);
  };
  return {
    onContextMenu: (event) => {
      // Some systems send this for the menu key, too, without a place.
      const isPointed = event.clientX !== 0 || event.clientY !== 0;
      open(event, isPointed ? { left: event.clientX, top: event.clientY } : null);
    },
    onKeyDown: (event) => {
      if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) open(event, null);
    },
  };
}

function below(element: Element): Offset {
  const { left, bottom } = element.getBoundingClientRect();
  return { left: Math.max(0, left) + 8, top: bottom - 2 };
}

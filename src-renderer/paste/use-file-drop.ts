import { type ClipboardEvent, type DragEvent, useEffect, useState } from 'react';

/** Makes an element take files that are dropped on it or pasted into it. */
export function useFileDrop(take: (files: readonly File[]) => void) {
  const [isOver, setOver] = useState(false);
  useRefusalElsewhere();

  return {
    isOver,
    target: {
      onDragOver: (event: DragEvent) => {
        if (!holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        // Leaving for an element within is no leaving.
        const next = event.relatedTarget;
        if (!(next instanceof Node) || !event.currentTarget.contains(next)) setOver(false);
      },
      // Before the editor, which would take the text of a file for itself.
      onDropCapture: (event: DragEvent) => {
        setOver(false);
        if (!holdsFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.stopPropagation();
        take([...event.dataTransfer.files]);
      },
      onPasteCapture: (event: ClipboardEvent) => {
        const files = filesIn(event.clipboardData);
        if (files.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        take(files);
      },
    },
  };
}

function holdsFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes('Files');
}

/** A spreadsheet puts a picture of its cells beside their text: then the text is meant. */
function filesIn(clipboard: DataTransfer): readonly File[] {
  const files = [...clipboard.files];
  const isText = clipboard.getData('text/plain') !== '';
  return isText ? files.filter(({ type }) => !type.startsWith('image/')) : files;
}

/** A file dropped beside its target would be opened in the place of the bench. */
function useRefusalElsewhere(): void {
  useEffect(() => {
    const refuse = (event: globalThis.DragEvent) => {
      if (event.defaultPrevented || event.dataTransfer === null) return;
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    };
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, []);
}

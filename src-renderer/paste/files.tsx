import { Button, Spinner } from '@blueprintjs/core';
import { FolderOpen } from '@blueprintjs/icons';
import { useRef } from 'react';
import type { Files } from './use-files.ts';
import './files.css';

export function OpenFile({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        size="small"
        variant="minimal"
        icon={<FolderOpen />}
        text="Open a file…"
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to read"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file once more is a change, too.
          currentTarget.value = '';
        }}
      />
    </>
  );
}

/** What is being read, with a way out; afterwards what there is to know about it. */
export function FileState({ files }: { readonly files: Files }) {
  const { reading, notes, cancel } = files;
  return (
    <div className="file-state small muted" role="status">
      {reading !== null && (
        <>
          <Spinner size={14} aria-hidden />
          <span className="file-name">
            Reading {reading.name}…{reading.waiting > 0 && ` ${reading.waiting} more wait.`}
          </span>
          <button type="button" className="word-button" onClick={cancel}>
            Cancel
          </button>
        </>
      )}
      {reading === null && notes.length > 0 && <span>{notes.join(' ')}</span>}
    </div>
  );
}

export function DropHere() {
  return (
    <div className="drop-here" aria-hidden="true">
      Drop to read it here
    </div>
  );
}

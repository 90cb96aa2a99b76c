import { Button, Callout, Spinner } from '@blueprintjs/core';
import { Cross, FolderOpen } from '@blueprintjs/icons';
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

/** What is being read, with a way out; afterwards what there is to know about it, a line for each. */
export function FileState({ files }: { readonly files: Files }) {
  const { reading, notes, refused, cancel, forget } = files;
  const isTold = notes.length > 0 || refused.length > 0;
  return (
    <>
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
      </div>
      {reading === null && isTold && (
        <Callout
          className="file-notes"
          compact
          icon={null}
          intent={refused.length > 0 ? 'warning' : 'none'}
        >
          <div
            className="file-lines small"
            tabIndex={0}
            role="group"
            aria-label="About these files"
          >
            {refused.length > 0 && <Sentences sentences={refused} role="alert" />}
            {notes.length > 0 && <Sentences sentences={notes} role="status" />}
          </div>
          <Button
            size="small"
            variant="minimal"
            icon={<Cross />}
            aria-label="Close the notes on files"
            onClick={forget}
          />
        </Callout>
      )}
    </>
  );
}

function Sentences(props: {
  readonly sentences: readonly string[];
  readonly role: 'alert' | 'status';
}) {
  return (
    <div role={props.role}>
      <ul>
        {props.sentences.map((sentence, index) => (
          // Two files may have one name, and say the same.
          <li key={`${index} ${sentence}`}>{sentence}</li>
        ))}
      </ul>
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

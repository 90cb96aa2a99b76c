import { Button } from '@blueprintjs/core';
import { WarningSign } from '@blueprintjs/icons';
import { Component, type ReactNode } from 'react';
import { Blank } from '../shared/blank.tsx';

type Props = { readonly children: ReactNode };

/** A bug in one part of the window says so in its place and leaves the rest alone. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Blank
        icon={<WarningSign size={32} />}
        title="This part of the window stopped."
        sentence="Your results are safe. Show it again; if it stops again, reload the window."
        action={<Button text="Show it again" onClick={() => this.setState({ failed: false })} />}
      />
    );
  }
}

import { Component, type ReactNode } from "react";

interface CrashProps {
  /** The words on screen when it broke. */
  words: () => string;
  children: ReactNode;
}

/** When the editor breaks, the words do not: they are here to be copied. */
export class Crash extends Component<CrashProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    const words = this.props.words();
    return (
      <main className="page crash">
        <h1>The editor stopped working</h1>
        <p>
          Your words are here. Copy them before you load the page again; what was saved before is
          safe.
        </p>
        <textarea aria-label="Post body" readOnly rows={20} value={words} />
        <p className="field-actions">
          <button
            type="button"
            className="button primary"
            hidden={!("clipboard" in navigator)} // only on safe connections; the field is there too
            onClick={() => void navigator.clipboard.writeText(words)}
          >
            Copy
          </button>
          <button type="button" className="button" onClick={() => location.reload()}>
            Load the page again
          </button>
        </p>
      </main>
    );
  }
}

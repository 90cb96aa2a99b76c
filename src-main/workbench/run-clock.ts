/** The clock that counts an enricher's own time. */
export const runClock = {
  now: () => performance.now(),
  after(milliseconds: number, action: () => void) {
    // Waiting alone is no reason to keep a command's process open: what is waited for holds it.
    const timer = setTimeout(action, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

/** What a reader that did not come to an end means to the analyst. */
export const readingSeconds = 30;

export const tooMuchTime = `Reading this file takes longer than ${readingSeconds} seconds, so it was stopped. Take the part that matters, or save it in a simpler format.`;
export const tooMuchMemory =
  'Reading this file needs more memory than a document may have. It may be made to exhaust whoever opens it; it was not read.';
export const readerBroke =
  'This file could not be read: its reader stopped at it. It is damaged, or made to break programs. Save it anew in another program, and take that.';
export const readerMissing =
  'The process that reads documents could not be started. Start Flairbench again; if this stays, install it anew.';
export const readingCancelled = 'Reading was cancelled.';

/** A flare on the bench. */
export function Logo() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none">
      <path
        d="M8 1v4M2.6 3.6l2.6 2.6M1 9h3.6M13.4 3.6l-2.6 2.6M15 9h-3.6"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
      <circle cx="8" cy="9" r="2.4" fill="currentColor" />
      <path d="M2 14.2h12" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}

/** A desk bell with its lamp lit. */
export function NightdeskMark() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" className="shrink-0">
      <rect x="1" y="11.5" width="16" height="2.2" rx=".6" fill="currentColor" />
      <path
        d="M3.2 10A5.8 5.8 0 0 1 14.8 10Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinejoin="round"
      />
      <path d="M9 4V1.8" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
      <circle cx="9" cy="10" r="1.7" className="fill-now" />
    </svg>
  );
}

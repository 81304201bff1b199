/** Two tracks and a signal. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <rect x="1" y="1" width="18" height="18" rx="4" fill="var(--mantine-primary-color-filled)" />
      <path
        d="M5 15V9.5a4 4 0 0 1 4-4h6M5 10h10"
        stroke="#ffffff"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
      <circle cx="15" cy="14.5" r="1.75" fill="#ffffff" />
    </svg>
  );
}

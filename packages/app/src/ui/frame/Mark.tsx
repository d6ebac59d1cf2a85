/** The mark: one stroke on squared paper that is an S and a 5. The favicon is the same drawing. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="mark-paper" width="32" height="32" rx="7" />
      <path class="mark-squares" d="M8 0v32M16 0v32M24 0v32M0 8h32M0 16h32M0 24h32" />
      <path class="mark-ink" d="M23 7.5H13L11.5 14.5C14 12.5 22.5 12.5 22.5 19c0 6.5-9 7.5-13 4" />
    </svg>
  );
}

/** The mark: a pair of quoins, each a wedge, sliding along one another until the type is tight. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path className="mark-driven" d="M1 4h19v5.2L1 14.6z" />
      <path d="M23 20H4v-5.2l19-5.4z" />
    </svg>
  );
}

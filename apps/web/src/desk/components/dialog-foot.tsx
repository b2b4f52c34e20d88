interface DialogFootProps {
  /** Leaves things as they are. */
  no: string;
  onNo: () => void;
  /** Goes ahead. Without `onYes` it sends the form it stands in. */
  yes: string;
  onYes?: () => void;
  isDanger?: boolean;
  isDisabled?: boolean;
}

/** The two answers to a question: the safe one first, the other where the hand expects it. */
export function DialogFoot({ no, onNo, yes, onYes, ...how }: DialogFootProps) {
  const { isDanger = false, isDisabled = false } = how;
  return (
    <footer className="dialog-foot">
      <button type="button" className="button" onClick={onNo}>
        {no}
      </button>
      <button
        type={onYes ? "button" : "submit"}
        className={isDanger ? "button danger" : "button primary"}
        disabled={isDisabled}
        onClick={onYes}
      >
        {yes}
      </button>
    </footer>
  );
}

import { Dialog } from "./dialog.tsx";

interface LeaveDialogProps {
  isOpen: boolean;
  onStay: () => void;
  onLeave: () => void;
}

/** Asks before words that no server holds are left behind. */
export function LeaveDialog({ isOpen, onStay, onLeave }: LeaveDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onStay}
      title="Not everything is saved"
      description="Some of your words or pictures have not reached Quoin. If you leave now, they are lost."
    >
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={onLeave}>
          Leave anyway
        </button>
        <button type="button" className="button primary" onClick={onStay}>
          Stay
        </button>
      </footer>
    </Dialog>
  );
}

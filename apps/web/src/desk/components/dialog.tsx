import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What it is about, read out with the title. */
  description?: ReactNode;
  /** `wide` for comparing two texts. */
  size?: "narrow" | "wide";
  /** It opened by itself: keys meant for the text must not press anything here. */
  isSudden?: boolean;
  children: ReactNode;
}

/** A question over the page. Escape closes it, and focus goes back where it came from. */
export function Dialog({ isOpen, onClose, title, description, size, ...rest }: DialogProps) {
  const { isSudden = false, children } = rest;
  const popup = useRef<HTMLDivElement>(null);
  const asked = useRef(title);
  useEffect(() => {
    if (asked.current === title) return;
    asked.current = title;
    // An answer in place of the question took the pressed button with it: go on here, and say so.
    if (document.activeElement === document.body) popup.current?.focus();
  }, [title]);
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-backdrop" />
        <Base.Popup
          ref={popup}
          className="dialog"
          data-size={size}
          initialFocus={isSudden ? popup : true}
        >
          <Base.Title className="dialog-title">{title}</Base.Title>
          {description !== undefined && (
            <Base.Description className="dialog-description">{description}</Base.Description>
          )}
          {children}
          {/* Last, so that what the dialog asks is reached first. */}
          <Base.Close className="icon dialog-close" aria-label="Close">
            <X aria-hidden />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

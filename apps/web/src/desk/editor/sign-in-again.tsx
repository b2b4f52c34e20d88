import type { PersonId } from "@quoin/model";
import { useEffect, useEffectEvent, useState } from "react";

import { Dialog } from "../components/dialog.tsx";
import { signInUrl } from "../lib/signed-in.ts";
import { quoin } from "../lib/trpc.ts";

const askEveryMs = 3000;

interface SignInAgainProps {
  isOpen: boolean;
  onClose: () => void;
  /** Whose text this is. */
  personId: PersonId;
  onReturn: () => void;
}

/** The session is over, the text is not. Waits, open or closed, until the same person is back. */
export function SignInAgain({ isOpen, onClose, personId, onReturn }: SignInAgainProps) {
  const [stranger, setStranger] = useState<string | null>(null);

  const look = useEffectEvent(async () => {
    // Not answering is as good as nobody: the next look may find them.
    const session = await quoin.session.mine.query({ passive: true }).catch(() => null);
    if (session === null) return;
    if (session.person.id === personId) onReturn();
    else setStranger(session.person.name);
  });

  useEffect(() => {
    const onFocus = () => void look();
    const timer = setInterval(onFocus, askEveryMs);
    window.addEventListener("focus", onFocus);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", onFocus);
    };
  }, []);

  return (
    <Dialog
      isOpen={isOpen}
      isSudden
      onClose={onClose}
      title="Sign in again to save"
      description="Your session has ended. Your words are still here, and are saved as soon as you are back."
    >
      {stranger !== null && (
        <p className="note problem" role="alert">
          {stranger} is signed in now. This text belongs to another account; sign in with that one.
        </p>
      )}
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={onClose}>
          Go on writing
        </button>
        <a
          className="button primary"
          href={signInUrl("/desk/account")}
          target="_blank"
          rel="noreferrer"
        >
          Sign in in a new tab
        </a>
      </footer>
    </Dialog>
  );
}
